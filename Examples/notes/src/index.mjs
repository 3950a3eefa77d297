// Counts the words of a note; two more routes show a timeout and an answer that cannot be mapped.

import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

export async function handler(event) {
  switch (event.routeKey) {
    case "POST /notes":
      return count(event);
    case "GET /notes/slow":
      console.log("this takes longer than the function may run");
      await sleep(5000);
      return "too late";
    case "GET /notes/broken":
      // A status code has to be a number from 100 to 599.
      return { statusCode: "soon", body: "never seen" };
  }
}

function count(event) {
  const text = event.isBase64Encoded ? Buffer.from(event.body, "base64").toString() : event.body;
  const words = text.trim().split(/\s+/).length;
  console.log("%d words", words);
  const id = createHash("sha256").update(text).digest("hex").slice(0, 6);
  // An object without statusCode becomes the body of a 200, as JSON.
  return { id, words };
}
