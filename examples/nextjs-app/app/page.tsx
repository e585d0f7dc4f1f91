import { logFailure } from "@/lib/aws";
import { settings } from "@/lib/settings";

/**
 * Rendered per request. Without this line Next.js renders the page at build time, where calls to AWS run as the service
 * role, which may write logs and nothing else.
 */
export const dynamic = "force-dynamic";

export default async function Page() {
  const names = await settings().then(
    (found) => Object.keys(found).sort(),
    (error) => logFailure("Settings", error),
  );
  return (
    <main>
      <h1>Orders</h1>
      {names === undefined ? (
        <p>The settings cannot be read; the server's log says why.</p>
      ) : (
        // Names only: a value that reaches the page is in everybody's browser.
        <p>Settings: {names.join(", ") || "none"}</p>
      )}
    </main>
  );
}
