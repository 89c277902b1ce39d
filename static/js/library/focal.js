// The focal point of a picture: set by a click or by the two sliders, with all crops shown as they will be.
// Without it the sliders still work, but for showing what they do.

const CENTER = 0.5;

const seen = document.querySelector("[data-focal]");
const sliders = ["[data-x]", "[data-y]"].map((one) => document.querySelector(one));
const shape = () => {
  const picture = seen.querySelector("img");
  return picture.getAttribute("width") / picture.getAttribute("height");
};

function show() {
  const [x, y] = sliders.map((one) => Number(one?.value ?? CENTER));
  const point = seen.querySelector("[data-point]");
  Object.assign(point.style, { left: `${x * 100}%`, top: `${y * 100}%` }); // A picture has no writing direction.
  document.querySelectorAll("[data-crops] img").forEach((crop) => cut(crop, x, y));
}

/** Show what the crop of this shape will be: as large as the picture allows, the point as near its middle as can be. */
function cut(crop, x, y) {
  const wanted = crop.dataset.wide / crop.dataset.high;
  crop.style.aspectRatio = wanted;
  crop.style.objectPosition = `${beside(x, wanted / shape())} ${beside(y, shape() / wanted)}`;
}

/** Return where an interval of this share of the whole begins around a point, as `object-position` says it. */
function beside(center, share) {
  if (share >= 1) return "50%";
  const start = Math.min(Math.max(0, center - share / 2), 1 - share);
  return `${(start / (1 - share)) * 100}%`;
}

function clicked(event) {
  const box = seen.getBoundingClientRect();
  sliders[0].value = (event.clientX - box.left) / box.width;
  sliders[1].value = (event.clientY - box.top) / box.height;
  show();
}

if (seen) {
  show();
  if (sliders[0]) seen.addEventListener("click", clicked);
  sliders.forEach((one) => one?.addEventListener("input", show));
}
