// Headlines while somebody types into the search field. Without it the form searches as it stands.

const field = document.querySelector("input[data-suggest]");
const PAUSE = 150;

if (field) {
  const list = document.createElement("datalist");
  list.id = "search-suggestions";
  field.after(list);
  field.setAttribute("list", list.id);
  let waiting;
  let asked = 0;

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });

  async function ask() {
    const turn = ++asked;
    const words = field.value.trim();
    const found = words.length < 2 ? [] : await look(words);
    if (turn === asked) {
      list.replaceChildren(...found.map(({ title }) => Object.assign(document.createElement("option"), { value: title })));
    }
  }

  async function look(words) {
    try {
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(words)}`);
      return answer.ok ? (await answer.json()).found : [];
    } catch {
      return [];
    }
  }
}
