// One line across the page: what stands between the writer and a saved text, and what can be done about it.

const place = document.querySelector("[data-banner]");

export const STAYS = Symbol("stays");

/** Say a sentence, with a button for each of `choices` ({label: what it does}); it goes unless that returns STAYS. */
export function tell(sentence, choices) {
  const buttons = Object.entries(choices).map(([label, act]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    button.addEventListener("click", () => act(button) === STAYS || hide());
    return button;
  });
  place.replaceChildren(sentence, ...buttons.flatMap((button) => [" ", button]));
  place.hidden = false;
}

export function hide() {
  place.hidden = true;
  place.replaceChildren();
}
