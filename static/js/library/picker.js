// The picker: a dialog in which somebody at the desk finds or brings a picture and puts its words right.
// Without it a picture is chosen by its number, and its words are mended on its own page.

import { accept, receive } from "./arrivals.js";
import { describe, details, search } from "./desk.js";
import { show, tile, walkable } from "./grid.js";
import { prepared, say } from "./page.js";

const WORDS = ["alt_text", "caption", "credit", "license"];
const PAUSE = 200; // ms without a key before a search is sent

/**
 * Let somebody choose a picture, or several. `files` are uploaded first, as when they were dropped elsewhere.
 * Resolves to the picture, or to a list with `multiple`, or to null when the dialog was closed without a choice.
 */
export async function pick({ multiple = false, files = [] } = {}) {
  const chosen = await opened({ multiple, files });
  return multiple || !chosen ? chosen : chosen[0];
}

/** Let somebody mend the words of one picture; resolves to the picture as it is then, or to null. */
export async function mend(id) {
  const chosen = await opened({ id });
  return chosen && chosen[0];
}

let built;

async function opened({ id, ...options }) {
  try {
    await prepared();
    built ??= new Picker(document.querySelector("[data-part-picker]"));
    const [only] = id ? await details([id]) : [];
    return id && !only ? null : await built.open({ only, ...options });
  } catch (problem) {
    window.alert(problem.message); // There is no dialog yet that could say it.
    return null;
  }
}

class Picker {
  constructor(dialog) {
    const part = (name) => dialog.querySelector(`[data-${name}]`);
    Object.assign(this, { dialog, grid: part("grid"), form: part("words"), field: part("search"), state: part("state") });
    Object.assign(this, { more: part("more"), empty: part("empty"), arrivals: part("arrivals"), use: part("use") });
    this.listen(part);
  }

  listen(part) {
    walkable(this.grid);
    accept(this.dialog, (files) => this.receive(files));
    this.field.addEventListener("input", () => this.later());
    this.field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    this.state.addEventListener("change", () => this.load());
    this.more.addEventListener("click", () => this.load(this.next));
    this.grid.addEventListener("click", (event) => this.clicked(event));
    this.grid.addEventListener("dblclick", () => this.finish());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.finish();
    });
    part("back").addEventListener("click", () => this.turnBack());
    part("close").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.answer(this.result));
  }

  open({ multiple = false, files = [], only = null }) {
    Object.assign(this, { multiple, result: null, known: new Map(), arrived: [], chosen: [], current: null });
    this.dialog.dataset.mode = only ? "words" : "all";
    this.field.value = this.state.value = "";
    this.grid.replaceChildren();
    this.arrivals.replaceChildren();
    this.label();
    this.form.hidden = true;
    this.dialog.showModal();
    if (only) this.choose(only);
    else this.begin(files);
    return new Promise((resolve) => (this.answer = resolve));
  }

  begin(files) {
    if (files.length) this.receive(files);
    else this.field.focus();
    this.load();
  }

  // --- Finding ---

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), PAUSE);
  }

  async load(page = 1) {
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const found = await search(this.field.value, { state: this.state.value, page, signal: this.asked.signal });
      if (page === 1) this.grid.replaceChildren();
      found.pictures.forEach((picture) => this.add(picture));
      this.arrived.filter((picture) => !this.tileOf(picture)).forEach((picture) => this.add(picture, "prepend"));
      this.next = found.next;
      this.more.hidden = !found.next;
      this.tellEmpty(found.count ? "" : say("sayNothingFound"));
    } catch (problem) {
      if (problem.name !== "AbortError") this.tellEmpty(problem.message);
    }
  }

  tellEmpty(sentence) {
    this.empty.textContent = sentence;
    this.empty.hidden = !sentence;
  }

  add(picture, where = "append") {
    this.tileOf(picture)?.remove();
    this.known.set(picture.id, picture);
    this.grid[where](tile(picture));
    this.mark();
  }

  tileOf = (picture) => this.grid.querySelector(`[data-id="${picture.id}"]`);

  receive(files) {
    let first = true;
    receive(files, this.arrivals, (picture, row) => {
      if (row.dataset.state === "here") row.remove();
      this.arrived.push(picture);
      this.add(picture, "prepend");
      this.tellEmpty("");
      if (first || this.multiple) this.choose(picture);
      first = false;
    });
  }

  // --- Choosing ---

  clicked(event) {
    const button = event.target.closest("[data-id]");
    if (button) this.choose(this.known.get(Number(button.dataset.id)), { toggle: this.multiple });
  }

  async choose(picture, { toggle = false } = {}) {
    if (!(await this.keep())) return;
    const others = this.multiple ? this.chosen.filter((one) => one.id !== picture.id) : [];
    const dropped = toggle && others.length < this.chosen.length && this.current?.id === picture.id;
    this.chosen = dropped ? others : [...others, picture];
    this.fill(this.chosen.at(-1) ?? null);
    this.mark();
    this.label();
  }

  mark() {
    const ids = this.chosen.map((one) => String(one.id));
    [...this.grid.children].forEach((one) => one.setAttribute("aria-pressed", ids.includes(one.dataset.id)));
  }

  label() {
    const many = this.chosen.length > 1 && say("sayUseMany", { n: this.chosen.length });
    this.use.textContent = this.dialog.dataset.mode === "words" ? say("saySave") : many || say("sayUse");
  }

  turnBack() {
    const button = this.current && this.tileOf(this.current);
    this.chosen = [];
    this.fill(null);
    this.mark();
    (button ?? this.field).focus();
  }

  // --- Words ---

  fill(picture) {
    this.current = picture;
    this.form.hidden = !picture;
    if (!picture) return;
    const { elements } = this.form;
    WORDS.forEach((name) => (elements[name].value = picture[name] ?? ""));
    elements.fields.disabled = !picture.editable;
    this.portray(picture);
    this.form.querySelector("[data-not-yours]").hidden = picture.editable;
    this.tell("");
    if (picture.editable && !picture.alt_text) elements.alt_text.focus();
  }

  portray(picture) {
    const image = this.form.querySelector("img");
    image.src = picture.large;
    image.alt = picture.alt_text;
    const facts = { width: picture.width, height: picture.height, uses: picture.uses };
    this.form.querySelector("[data-filename]").textContent = picture.filename;
    this.form.querySelector("[data-facts]").textContent = say("sayFacts", facts);
    this.form.querySelector("[data-page]").href = picture.page;
  }

  changed() {
    if (!this.current?.editable) return null;
    const words = Object.fromEntries(WORDS.map((name) => [name, this.form.elements[name].value]));
    return WORDS.some((name) => words[name] !== String(this.current[name] ?? "")) ? words : null;
  }

  /** Store words that were typed; return whether all is well. */
  async keep() {
    const words = this.changed();
    if (!words) return true;
    try {
      this.renew(await describe(this.current.id, words));
      return true;
    } catch (problem) {
      this.tell(problem.message);
      return false;
    }
  }

  renew(picture) {
    this.current = picture;
    this.known.set(picture.id, picture);
    const renewed = (one) => (one.id === picture.id ? picture : one);
    Object.assign(this, { chosen: this.chosen.map(renewed), arrived: this.arrived.map(renewed) });
    const button = this.tileOf(picture);
    if (button) show(button, picture);
  }

  async finish() {
    if (!this.current || !(await this.keep())) return;
    if (this.current.taken_down) return this.tell(say("sayMustNotBeUsed"));
    this.result = this.chosen;
    this.dialog.close();
  }

  tell(sentence) {
    this.form.querySelector("[data-problem]").textContent = sentence;
  }
}
