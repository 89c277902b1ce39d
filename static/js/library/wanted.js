// A wanted picture may be one that the library has. Without it, the file is brought and recognized.

import { pick } from "./picker.js";

const form = document.querySelector("[data-wanted]");

form?.querySelector("[data-choose]").addEventListener("click", async () => {
  const picture = await pick();
  if (!picture) return;
  form.elements.image.value = picture.id;
  form.requestSubmit();
});
