// How our text is written in CKEditor: headings as buttons, pull quotes, tidy paste, and a text area that keeps in step.
// Without JavaScript the text area itself takes HTML, and the server cleans it all the same.

(function () {
  "use strict";

  const SETTLED = 300; // ms without a change before the text area and those who listen to it are told
  const PULL = "pull";
  const BLOCKS = ["p", "h2", "h3", "h4", "blockquote", "ul", "ol", "table", "figure", "hr", "pre"];
  const PARTS = ["figcaption", "tbody", "thead", "tfoot", "tr", "td", "th", "li", "caption", "br"];

  CKEDITOR.plugins.add("newstext", {
    requires: "blockquote,htmlwriter",

    init(editor) {
      const words = editor.config.newstext;
      heading(editor, "Heading2", "h2", words.heading2, this.path);
      heading(editor, "Heading3", "h3", words.heading3, this.path);
      pullQuote(editor, words.pullquote, this.path);
      editor.on("instanceReady", () => writeInLines(editor.dataProcessor.writer));
      editor.on("paste", tidy, null, null, 2);
      editor.on("paste", withoutHotlinks, null, null, 900);
      editor.on("contentDom", () => ownContextMenuInTablesOnly(editor));
      editor.on("contentDom", () => followTheme(editor));
      editor.on("contentDom", () => growWithPictures(editor));
      keepInStep(editor);
    },
  });

  function heading(editor, name, element, label, path) {
    const style = new CKEDITOR.style({ element });
    editor.addCommand(name, new CKEDITOR.styleCommand(style));
    editor.attachStyleStateChange(style, (state) => editor.readOnly || editor.getCommand(name).setState(state));
    editor.ui.addButton(name, { label, command: name, icon: icon(path, element) });
  }

  function pullQuote(editor, label, path) {
    editor.addCommand("pullquote", {
      contextSensitive: true,
      refresh(editor, place) {
        const quote = place.contains("blockquote");
        this.setState(quote?.hasClass(PULL) ? CKEDITOR.TRISTATE_ON : CKEDITOR.TRISTATE_OFF);
      },
      exec(editor) {
        const quote = () => editor.elementPath().contains("blockquote");
        if (quote()?.hasClass(PULL)) return editor.execCommand("blockquote");
        if (!quote()) editor.execCommand("blockquote");
        quote()?.addClass(PULL);
        editor.fire("saveSnapshot");
      },
    });
    editor.ui.addButton("PullQuote", { label, command: "pullquote", icon: icon(path, "pull") });
  }

  const icon = (path, name) => `${path.replace(/plugin[^/]*\.js.*$/, "")}${name}.svg`;

  function writeInLines(writer) {
    writer.indentationChars = "";
    const breaks = { indent: false, breakBeforeOpen: false, breakAfterOpen: false, breakBeforeClose: false };
    BLOCKS.forEach((name) => writer.setRules(name, { ...breaks, breakAfterClose: true }));
    PARTS.forEach((name) => writer.setRules(name, { ...breaks, breakAfterClose: false }));
  }

  // Headings of other pages come in as ours; the cleaner on the server does the same.
  function tidy(event) {
    event.data.dataValue = event.data.dataValue
      ?.replace(/<(\/?)h1\b/gi, "<$1h2")
      .replace(/<(\/?)h[56]\b/gi, "<$1h4");
  }

  // Pictures of other servers are not ours to show. The paste filter says so too, but lets pass what an office program
  // seems to have written.
  function withoutHotlinks(event) {
    const { data, editor } = event;
    if (data.dataTransfer.getTransferType(editor) !== CKEDITOR.DATA_TRANSFER_EXTERNAL) return;
    data.dataValue = data.dataValue.replace(/<img\b[^>]*>/gi, "");
  }

  // Elsewhere the browser's own menu is worth more: it mends spelling.
  function ownContextMenuInTablesOnly(editor) {
    const letThrough = (event) => event.target.closest("table") || event.stopImmediatePropagation();
    editor.document.$.addEventListener("contextmenu", letThrough, true);
  }

  function followTheme(editor) {
    editor.document.$.documentElement.dataset.theme = document.documentElement.dataset.theme || "auto";
  }

  // Autogrow looks at keys; pictures that come later, and windows that change, are seen here.
  function growWithPictures(editor) {
    const grow = () => editor.mode === "wysiwyg" && editor.execCommand("autogrow");
    new ResizeObserver(() => requestAnimationFrame(grow)).observe(editor.document.getBody().$);
  }

  function keepInStep(editor) {
    let timer;
    const tell = () => {
      editor.updateElement();
      editor.element.$.dispatchEvent(new CustomEvent("newsroom:edited", { bubbles: true }));
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(tell, SETTLED);
    };
    editor.on("change", soon);
    editor.on("mode", () => editor.mode === "source" && editor.editable().attachListener(editor.editable(), "input", soon));
  }
})();
