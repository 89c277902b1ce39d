// An “Edit” link on a live article for those who work here, decided in the browser: readers get the same bytes.
// The cookie it looks for holds no secret; what lies behind the link asks who comes.

const story = document.querySelector("[data-article]");

if (story && !document.body.hasAttribute("data-preview") && /(?:^|; )desk=1(?:;|$)/.test(document.cookie)) {
  const link = document.createElement("a");
  link.className = "edit-link";
  link.dataset.furniture = "";
  link.textContent = document.querySelector("[data-edit]")?.dataset.edit ?? "Edit";
  const address = () => `/admin/articles/article/at/?${new URLSearchParams({ path: decodeURI(location.pathname) })}`;
  link.href = address();
  link.addEventListener("click", () => {
    const marked = String(getSelection()).trim().slice(0, 80);
    link.href = address() + (marked ? `#${new URLSearchParams({ find: marked })}` : "");
  });
  story.prepend(link);
}
