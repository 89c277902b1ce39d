// Pictures of the library in the text. What is stored is a placeholder with a number, a size and perhaps a caption of
// its own; what the editor shows is fetched from the library, all pictures of a text in one request.

(function () {
  "use strict";

  const SIZES = ["text", "wide", "full"];
  const NAME = "newsimage";

  CKEDITOR.plugins.add(NAME, {
    requires: "widget,clipboard",

    init(editor) {
      const { caption, module, words } = editor.config.newsimage;
      const shelf = new Shelf(module);
      editor.widgets.add(NAME, definition(editor, caption, words, shelf));
      editor.addFeature(editor.widgets.registered[NAME]);
      editor.addCommand("pickpicture", { async: true, exec: () => bring(editor, words, shelf) });
      editor.ui.addButton("NewsImage", {
        label: words.button,
        command: "pickpicture",
        icon: `${this.path.replace(/plugin[^/]*\.js.*$/, "")}picture.svg`,
      });
      editor.on("paste", (event) => takeFiles(event, editor, words, shelf), null, null, 1);
      selectWithin(editor);
      editor.on("destroy", () => shelf.close());
    },
  });

  // --- What the library knows, by number ---

  class Shelf {
    constructor(module) {
      this.module = module;
      this.pictures = new Map();
      this.wanted = new Map();
    }

    /** Resolves to the editor's module of the library: `{details, pick, mend}`. */
    library() {
      return import(this.module);
    }

    keep(picture) {
      this.pictures.set(picture.id, Promise.resolve(picture));
    }

    /** Resolves to a picture, or to null if the library has none with this number. */
    find(id) {
      if (!this.pictures.has(id)) this.pictures.set(id, this.ask(id));
      return this.pictures.get(id);
    }

    ask(id) {
      return new Promise((resolve, reject) => {
        this.wanted.set(id, { resolve, reject });
        this.timer ??= setTimeout(() => this.fetch());
      });
    }

    async fetch() {
      const wanted = new Map(this.wanted);
      this.wanted.clear();
      this.timer = undefined;
      try {
        const found = await (await this.library()).details([...wanted.keys()]);
        const byId = new Map(found.map((picture) => [picture.id, picture]));
        wanted.forEach(({ resolve }, id) => resolve(byId.get(id) ?? null));
      } catch (problem) {
        wanted.forEach(({ reject }, id) => {
          this.pictures.delete(id);
          reject(problem);
        });
      }
    }

    close() {
      clearTimeout(this.timer);
    }
  }

  // --- The widget ---

  function definition(editor, caption, words, shelf) {
    return {
      pathName: words.widget,
      draggable: true,
      allowedContent: "figure(news-image)[!data-image,data-size]; figcaption",
      requiredContent: "figure(news-image)[data-image]",
      editables: { caption: { selector: "figcaption", allowedContent: caption } },
      parts: { thumb: ".thumb", note: ".note", tools: ".tools", caption: "figcaption" },
      upcast: (element) => element.name === "figure" && element.hasClass("news-image") && show(element),
      downcast() {
        return placeholder(this);
      },
      init() {
        begin(this, editor, words, shelf);
      },
      data() {
        mark(this);
      },
      edit(event) {
        event.cancel();
        this.parts.tools.findOne("button").focus();
      },
    };
  }

  /** Turn a stored placeholder into what the editor shows, keeping its caption. */
  function show(figure) {
    const caption = figure.getFirst("figcaption") ?? new CKEDITOR.htmlParser.element("figcaption");
    figure.children = [];
    [element("img", "thumb"), caption, element("div", "note"), element("div", "tools")].forEach((one) => figure.add(one));
    return true;
  }

  const element = (name, kind) => new CKEDITOR.htmlParser.element(name, { class: kind });

  function placeholder(widget) {
    const attributes = { class: "news-image", "data-image": String(widget.data.image), "data-size": widget.data.size };
    const figure = new CKEDITOR.htmlParser.element("figure", attributes);
    if (!isEmpty(widget)) {
      const caption = new CKEDITOR.htmlParser.element("figcaption");
      caption.setHtml(widget.editables.caption.getData());
      figure.add(caption);
    }
    return figure;
  }

  const isEmpty = (widget) => !widget.editables.caption.$.textContent.trim();

  function begin(widget, editor, words, shelf) {
    const figure = widget.element;
    const size = figure.getAttribute("data-size");
    widget.setData({ image: Number(figure.getAttribute("data-image")), size: SIZES.includes(size) ? size : SIZES[0] });
    tools(widget, editor, words, shelf);
    widget.editables.caption.setAttribute("aria-label", words.caption);
    widget.editables.caption.on("input", () => mark(widget));
    portray(widget, words, shelf);
  }

  function mark(widget) {
    widget.element.setAttribute("data-size", widget.data.size);
    widget.editables.caption[isEmpty(widget) ? "setAttribute" : "removeAttribute"]("data-empty", "");
    widget.parts.tools.find("[data-size]").toArray().forEach((button) => {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-size") === widget.data.size));
    });
  }

  async function portray(widget, words, shelf) {
    try {
      const picture = await shelf.find(widget.data.image);
      paint(widget, picture ?? { missing: words.missing.replace("{id}", widget.data.image) }, words);
    } catch {
      paint(widget, { missing: words.away }, words);
    }
  }

  function paint(widget, picture, words) {
    const { thumb, note } = widget.parts;
    if (!picture.missing) {
      thumb.setAttributes({ src: picture.large, alt: picture.alt_text, width: picture.width, height: picture.height });
    }
    widget.element[picture.missing ? "setAttribute" : "removeAttribute"]("data-missing", "");
    widget.editables.caption.setAttribute("data-placeholder", picture.caption || words.noCaption);
    note.setText(picture.missing ?? [picture.credit, picture.license_name, picture.lack].filter(Boolean).join(" · "));
  }

  function tools(widget, editor, words, shelf) {
    widget.parts.tools.setHtml("");
    SIZES.forEach((size) => {
      const choose = () => {
        widget.setData("size", size);
        editor.fire("saveSnapshot");
      };
      button(widget, words[size], choose).setAttribute("data-size", size);
    });
    button(widget, words.words, () => mend(widget, words, shelf));
    button(widget, words.remove, () => remove(widget, editor));
  }

  function button(widget, label, act) {
    const made = new CKEDITOR.dom.element("button", widget.parts.tools.getDocument());
    made.setAttribute("type", "button");
    made.setText(label);
    made.on("click", act);
    made.on("keydown", (event) => {
      event.data.stopPropagation();
      if (isSelectAll(event.data.$)) event.data.preventDefault();
      if (event.data.getKey() === 27) widget.focus();
    });
    widget.parts.tools.append(made);
    return made;
  }

  async function mend(widget, words, shelf) {
    const picture = await (await shelf.library()).mend(widget.data.image);
    if (picture) {
      shelf.keep(picture);
      paint(widget, picture, words);
    }
    widget.focus();
  }

  function remove(widget, editor) {
    editor.fire("saveSnapshot");
    widget.repository.del(widget);
    editor.focus();
    editor.fire("saveSnapshot");
  }

  // --- Select all ---

  // In a caption, or with a picture chosen, “select all” means the caption. The editor's own command takes the whole
  // story then, as some browsers do for the key, and the next letter typed would take its place.
  function selectWithin(editor) {
    const byKey = (event) => {
      if (isSelectAll(event.data.$) && selectCaption(editor)) event.data.preventDefault();
    };
    editor.on("contentDom", () => editor.editable().attachListener(editor.editable(), "keydown", byKey, null, null, 1));
    editor.on("beforeCommandExec", (event) => {
      if (event.data.name === "selectAll" && selectCaption(editor)) event.cancel();
    });
  }

  // By the key's number, which is that of A on a Cyrillic keyboard too; where a browser gives none, by its place.
  function isSelectAll({ ctrlKey, metaKey, altKey, shiftKey, keyCode, code }) {
    return (ctrlKey || metaKey) && !altKey && !shiftKey && (keyCode === 65 || (!keyCode && code === "KeyA"));
  }

  /** Select the caption in which the caret is, or that of the chosen picture; tell whether there is one. */
  function selectCaption(editor) {
    const caption = captionInUse(editor);
    if (!caption) return false;
    const range = editor.createRange();
    range.selectNodeContents(caption);
    caption.focus();
    range.select();
    return true;
  }

  function captionInUse(editor) {
    const places = [editor.document?.getActive(), editor.getSelection()?.getStartElement()];
    const around = places.map((place) => place?.getAscendant(isCaption, true)).find(Boolean);
    return around ?? editor.widgets.focused?.editables.caption;
  }

  const isCaption = (node) => node.type === CKEDITOR.NODE_ELEMENT && node.hasClass("cke_widget_editable");

  // --- Into the text ---

  async function bring(editor, words, shelf, files = []) {
    let place = between(editor);
    const library = await shelf.library().catch(() => null);
    if (!library) return editor.showNotification(words.away, "warning");
    const chosen = await library.pick({ multiple: files.length > 1, files });
    editor.focus();
    for (const picture of [chosen ?? []].flat()) {
      shelf.keep(picture);
      place = insert(editor, picture, place);
    }
  }

  /** Return the place between two blocks that is nearest to the caret, as a range. */
  function between(editor) {
    const range = editor.getSelection()?.getRanges()[0]?.clone() ?? editor.createRange();
    const block = editor.widgets.focused?.wrapper ?? outermost(range);
    if (!block) range.moveToElementEditEnd(range.root);
    else if (block.is("p") && !block.getText().trim()) range.setStartAt(block, CKEDITOR.POSITION_AFTER_START);
    else range.setStartAt(block, isBefore(range, block) ? CKEDITOR.POSITION_BEFORE_START : CKEDITOR.POSITION_AFTER_END);
    range.collapse(true);
    return range;
  }

  function outermost(range) {
    let node = range.startContainer;
    while (node && !node.equals(range.root) && !node.getParent()?.equals(range.root)) node = node.getParent();
    return node && !node.equals(range.root) ? node : null;
  }

  const isBefore = (range, block) => block.is("p", "h2", "h3", "h4") && range.checkStartOfBlock();

  /** Insert a picture and return the place after it. */
  function insert(editor, picture, place) {
    place.select();
    editor.insertHtml(`<figure class="news-image" data-image="${picture.id}" data-size="text"></figure>`);
    const widget = newest(editor, picture.id);
    if (!widget.wrapper.getNext()) place.root.append(new CKEDITOR.dom.element("p", editor.document));
    widget.editables.caption.focus();
    const after = editor.createRange();
    after.moveToPosition(widget.wrapper, CKEDITOR.POSITION_AFTER_END);
    return after;
  }

  const newest = (editor, id) =>
    Object.values(editor.widgets.instances)
      .filter((one) => one.name === NAME && one.data.image === id)
      .sort((one, other) => other.id - one.id)[0];

  // Pasted or dropped picture files. Text that brings a picture of itself along, as Word's does, stays text.
  function takeFiles(event, editor, words, shelf) {
    const transfer = event.data.dataTransfer;
    const files = [...Array(transfer.getFilesCount()).keys()].map((at) => transfer.getFile(at));
    const pictures = files.filter((file) => file.type.startsWith("image/"));
    if (!pictures.length || transfer.getData("text/plain")) return;
    event.cancel();
    bring(editor, words, shelf, pictures);
  }
})();
