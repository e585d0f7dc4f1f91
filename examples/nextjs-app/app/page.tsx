import { apiAnswer } from "@/lib/api";
import { currentRole } from "@/lib/role";
import { logSettingsFailure, settings } from "@/lib/settings";
import { ImageButton } from "./image-button";

/**
 * Rendered per request. Without this line Next.js renders the page at build time, where calls to AWS run as the service
 * role, which may write logs and nothing else.
 */
export const dynamic = "force-dynamic";

export default async function Page() {
  const [role, found] = await Promise.all([currentRole(), settings().catch(logSettingsFailure)]);
  const api = found === undefined ? undefined : await apiAnswer();
  return (
    <main>
      <h1>Gallery</h1>
      <p className="lead">The bucket is closed to the public. The server reads it with its role.</p>
      <ImageButton name="cat.png" />
      <dl>
        <dt>The server runs as</dt>
        <dd id="role">
          {role === undefined ? "no role: the branch has no compute role in effect" : <code>{role}</code>}
        </dd>
        <dt>Its settings</dt>
        {/* Names only: a value that reaches the page is in everybody's browser. */}
        <dd id="settings">
          {found === undefined ? (
            <span className="problem">cannot be read. The log of the server says why.</span>
          ) : (
            Object.keys(found).sort().join(", ")
          )}
        </dd>
        {api !== undefined && (
          <>
            <dt>Its API</dt>
            <dd id="api">{api}</dd>
          </>
        )}
      </dl>
    </main>
  );
}
