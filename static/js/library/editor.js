// The library as CKEditor's picture plugin needs it: the plugin is a classic script and imports this one module.

import { details as fetched } from "./desk.js";
import { lack } from "./grid.js";
import { prepared } from "./page.js";
import { mend as mended, pick as picked } from "./picker.js";

const told = (picture) => picture && { ...picture, lack: lack(picture) };

export async function details(ids) {
  await prepared();
  return (await fetched(ids)).map(told);
}

export async function pick(options) {
  const chosen = await picked(options);
  return Array.isArray(chosen) ? chosen.map(told) : told(chosen);
}

export const mend = async (id) => told(await mended(id));
