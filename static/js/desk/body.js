// The text of the article, in CKEditor or, without it, in its plain text area.

const area = () => document.querySelector("#id_body");
const editor = () => window.CKEDITOR?.instances[area().id];

/** Bring the text area in step with the editor and return its HTML. */
export function text() {
  editor()?.updateElement();
  return area().value;
}

/** Return the text as somebody would copy it elsewhere. */
export const plainText = () => editor()?.editable()?.$.innerText ?? area().value;

export function setText(html) {
  area().value = html;
  editor()?.setData(html);
  area().dispatchEvent(new CustomEvent("newsroom:edited", { bubbles: true }));
}

export function focusText() {
  if (editor()) editor().focus();
  else area().focus();
}

/** Call `act(document)` with the document in which the text is written, as soon as there is one. */
export const whenWritable = (act) => whenReady(() => act(editor().document.$));

/** Call `act` when Ctrl+S or Cmd+S is pressed in the text, which is a page of its own. */
export function onSaveKey(act) {
  whenReady(() => {
    editor().addCommand("newsroomsave", { exec: act, modes: { wysiwyg: 1, source: 1 }, async: true });
    editor().setKeystroke(window.CKEDITOR.CTRL + 83, "newsroomsave");
  });
}

function whenReady(ready) {
  const wait = () => {
    if (!window.CKEDITOR) return;
    if (editor()?.status === "ready") ready();
    else window.CKEDITOR.on("instanceReady", (event) => event.editor.element.$ === area() && ready());
  };
  if (document.readyState === "complete") wait();
  else window.addEventListener("load", wait);
}
