// What a browser can add to an article: ways to pass it on, and an “Edit” link for those who work here. Readers get the
// same bytes all of them; without this there is the address bar, and the desk has its own way in. It blocks the first
// paint, so that nothing moves when it shows what it offers.

const story = document.querySelector("[data-article]");

if (story && !document.body.hasAttribute("data-preview")) {
  offerToPassOn(story.querySelector("[data-pass-on]"));
  // The cookie holds no secret; what lies behind the link asks who comes.
  if (/(?:^|; )desk=1(?:;|$)/.test(document.cookie)) offerToEdit();
}

function offerToPassOn(row) {
  if (!row) return;
  const url = document.querySelector("link[rel=canonical]").href;
  const ways = {
    copy: navigator.clipboard && (() => navigator.clipboard.writeText(url).then(() => say(row))),
    share: navigator.share && (() => navigator.share({ title: story.querySelector("h1").textContent, url })),
    print: () => print(),
  };
  for (const button of row.querySelectorAll("[data-way]")) {
    const go = ways[button.dataset.way];
    button.hidden = !go;
    button.addEventListener("click", () => Promise.resolve(go()).catch(() => {})); // A reader may think better of it.
  }
  row.hidden = false;
}

function say(row) {
  const status = row.querySelector("[role=status]");
  status.textContent = status.dataset.copied;
}

function offerToEdit() {
  const link = document.createElement("a");
  link.className = "edit-link";
  link.dataset.furniture = "";
  link.textContent = story.dataset.edit;
  const address = () => `/admin/articles/article/at/?${new URLSearchParams({ path: decodeURI(location.pathname) })}`;
  link.href = address();
  link.addEventListener("click", () => {
    const marked = String(getSelection()).trim().slice(0, 80);
    link.href = address() + (marked ? `#${new URLSearchParams({ find: marked })}` : "");
  });
  story.prepend(link);
}
