"use client";

import { useState } from "react";

type Shown = { readonly url: string } | { readonly problem: string } | undefined;

/** What to tell for each answer of the route handler. The server's log says the rest. */
function problemOf(status: number): string {
  if (status === 403)
    return "The server runs as its role, and the role may not read this image. Add s3.read(bucket) to its grants and deploy.";
  if (status === 404) return "There is no such image in the bucket.";
  return "The server cannot reach the image. Its log says why: usually no compute role is in effect.";
}

/** A button that shows an image which only the server can read. */
export function ImageButton({ name }: { readonly name: string }) {
  const [shown, setShown] = useState<Shown>();
  const [isLoading, setIsLoading] = useState(false);

  async function show() {
    setIsLoading(true);
    try {
      const response = await fetch(`/api/images/${name}`, { cache: "no-store" });
      setShown(
        response.ok ? { url: URL.createObjectURL(await response.blob()) } : { problem: problemOf(response.status) },
      );
    } catch {
      setShown({ problem: "The server does not answer. Try again." });
    } finally {
      setIsLoading(false);
    }
  }

  return (
    <section>
      <button type="button" onClick={show} disabled={isLoading}>
        {isLoading ? "Loading …" : "Show the private image"}
      </button>
      <div aria-live="polite">
        {shown !== undefined && "problem" in shown && (
          <p role="alert" className="problem">
            {shown.problem}
          </p>
        )}
        {shown !== undefined && "url" in shown && (
          // biome-ignore lint/performance/noImgElement: next/image would fetch it again, without need.
          <img src={shown.url} alt={`${name}, from the private bucket`} />
        )}
      </div>
    </section>
  );
}
