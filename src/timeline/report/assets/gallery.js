// The finished charts, unpacked when they come into view.
import { byId, h } from "./dom.js";
import { download } from "./csv.js";
import { PICTURES } from "./store.js";
import { language, t } from "./words.js";

const addresses = new Map();
let watcher = null;

/** The address of a picture's SVG, made once. */
async function addressOf(picture) {
  const known = `${picture.name}.${picture.lang}`;
  if (!addresses.has(known)) addresses.set(known, URL.createObjectURL(await unpacked(picture)));
  return addresses.get(known);
}

async function unpacked(picture) {
  const bytes = Uint8Array.from(atob(picture.svg), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Blob([await new Response(stream).arrayBuffer()], { type: "image/svg+xml" });
}

/** Draw the gallery in the language of the page. */
export function drawGallery() {
  const mine = PICTURES.filter((picture) => picture.lang === language());
  byId("gallery").hidden = !mine.length;
  watcher?.disconnect();
  watcher = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => show(entry.target)), { rootMargin: "400px" },
  );
  const figures = mine.map((picture) => {
    const image = h("img", { alt: picture.description, "data-name": picture.name, width: 1100, height: 720 });
    watcher.observe(image);
    const save = h("button", { type: "button", "aria-label": t("save_picture", { title: picture.title }) }, t("save_svg"));
    save.addEventListener("click", async () => download(`${picture.name}.${picture.lang}.svg`, "image/svg+xml", await unpacked(picture)));
    // on a narrow screen the plate is wider than the page, and scrolls
    const plate = h("div", { class: "plate", tabindex: 0, role: "group", "aria-label": picture.title }, image);
    return h("figure", {}, plate, h("figcaption", {}, picture.title, " ", save));
  });
  byId("pictures-shown").replaceChildren(...figures);
}

async function show(image) {
  watcher.unobserve(image);
  const picture = PICTURES.find((one) => one.name === image.dataset.name && one.lang === language());
  if (!picture || image.src) return;
  image.src = await addressOf(picture);
  await image.decode();
  image.setAttribute("width", image.naturalWidth);
  image.setAttribute("height", image.naturalHeight);
}
