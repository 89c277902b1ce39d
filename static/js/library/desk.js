// What the library asks of the server. Every refusal becomes an Error whose message is a sentence for the person there.

import { say, setting, token } from "./page.js";

/** Return `{pictures, next, count}` for a search; `next` is the number of the following page or null. */
export async function search(words, { state = "", page = 1, signal } = {}) {
  const query = new URLSearchParams({ q: words, state, page });
  return ask(`${setting("search")}?${query}`, { signal });
}

/** Return the pictures with these ids that the library has, in one request. */
export async function details(ids) {
  return (await ask(`${setting("details")}?ids=${ids.join(",")}`)).pictures;
}

/** Store what is said about a picture and return it as it is then. */
export async function describe(id, words) {
  const body = new FormData();
  Object.entries({ id, ...words }).forEach(([name, value]) => body.set(name, value));
  return (await ask(setting("details"), { method: "POST", body, headers: { "X-CSRFToken": token() } })).picture;
}

async function ask(address, options = {}) {
  const headers = { Accept: "application/json", ...options.headers };
  const answer = await fetch(address, { ...options, headers }).catch((problem) => {
    throw problem.name === "AbortError" ? problem : new Error(say("sayOffline"));
  });
  return read(answer.status, answer.headers.get("Content-Type"), await answer.text());
}

/** Send a file into the library; resolves to `{picture, duplicate}`. `onProgress` is told the share that has gone. */
export function upload(file, { onProgress = () => {} } = {}) {
  if (file.size > Number(setting("maxBytes"))) return Promise.reject(new Error(say("sayTooLarge")));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", setting("upload"));
    request.setRequestHeader("X-CSRFToken", token());
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (step) => step.lengthComputable && onProgress(step.loaded / step.total);
    request.onerror = () => reject(new Error(say("sayOffline")));
    request.onload = () => {
      try {
        resolve(read(request.status, request.getResponseHeader("Content-Type"), request.responseText));
      } catch (problem) {
        reject(problem);
      }
    };
    const body = new FormData();
    body.set("file", file);
    request.send(body);
  });
}

function read(status, type, text) {
  if (!type?.startsWith("application/json")) throw new Error(say(status >= 500 ? "sayBroken" : "saySignedOut"));
  const answer = JSON.parse(text);
  if (status >= 400) throw new Error(answer.error);
  return answer;
}
