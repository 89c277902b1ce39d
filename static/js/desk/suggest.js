// Suggestions below a text field: typed, walked through with the arrow keys, taken with Enter or a click.
// Without it the field takes what is typed.

const PAUSE = 150; // ms without a key before the desk is asked

let count = 0;

/**
 * Offer suggestions below `input`. `ask(words)` resolves to rows with a `label` and perhaps a `hint` and a `code`;
 * `take(row)` is called for the one that is chosen. `words()` tells what to search for (default: all that is typed).
 * With `first`, Enter takes the first row when none is marked. `none` is said when nothing is found.
 */
export function suggest(input, { ask, take, words = () => input.value, first = false, none = "" }) {
  const list = document.createElement("ul");
  Object.assign(list, { id: `suggestions-${(count += 1)}`, className: "suggestions", role: "listbox", hidden: true });
  input.after(list);
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, autocomplete: "off" }).forEach(
    ([name, value]) => input.setAttribute(name, value),
  );

  let rows = [];
  let marked = -1;
  let timer;
  let asked = 0;

  const close = () => {
    clearTimeout(timer);
    asked += 1;
    draw([]);
  };

  function draw(found) {
    rows = found;
    marked = -1;
    list.replaceChildren(...rows.map(option));
    list.hidden = !rows.length;
    input.setAttribute("aria-expanded", String(Boolean(rows.length)));
    input.removeAttribute("aria-activedescendant");
  }

  function option(row, index) {
    const item = Object.assign(document.createElement("li"), { id: `${list.id}-${index}`, role: "option" });
    const label = Object.assign(document.createElement("span"), { textContent: row.label });
    const hint = Object.assign(document.createElement("span"), { className: "hint", textContent: row.hint ?? "" });
    if (row.code) Object.assign(hint, { className: "status" }).dataset.status = row.code;
    item.append(label, hint);
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(row));
    return item;
  }

  function mark(index) {
    marked = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    list.children[index]?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `${list.id}-${index}`);
  }

  function choose(row) {
    close();
    take(row);
  }

  async function search() {
    const meant = words().trim();
    const turn = (asked += 1);
    if (!meant) return draw([]);
    const found = await ask(meant).catch(() => []);
    if (turn !== asked) return;
    draw(found);
    if (found.length || !none) return;
    list.replaceChildren(Object.assign(document.createElement("li"), { className: "none", textContent: none }));
    list.hidden = false;
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && rows.length) {
      event.preventDefault();
      mark((marked + step + rows.length) % rows.length);
    } else if (event.key === "Enter" && rows.length && (marked >= 0 || first)) {
      event.preventDefault();
      choose(rows[Math.max(0, marked)]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  return close;
}

/** Return a function that asks `address` for what matches some words. */
export const asking = (address) => async (words) => {
  const response = await fetch(`${address}?${new URLSearchParams({ q: words })}`, {
    headers: { Accept: "application/json" },
  });
  return response.ok && !response.redirected ? (await response.json()).results : [];
};
