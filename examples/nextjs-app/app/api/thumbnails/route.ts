import { InvokeCommand } from "@aws-sdk/client-lambda";
import { lambda, logFailure } from "@/lib/aws";
import { environment } from "@/lib/environment";

/** `POST /api/thumbnails` with `{ "key": "cats/tom.jpg" }` asks a Lambda function for a thumbnail, and does not wait. */
export async function POST(request: Request): Promise<Response> {
  const body: unknown = await request.json().catch(() => undefined);
  const key = (body as { key?: unknown } | null | undefined)?.key;
  if (typeof key !== "string" || key === "") return Response.json({ error: "key is missing" }, { status: 400 });
  try {
    await lambda.send(
      new InvokeCommand({
        FunctionName: environment("THUMBNAILS_FUNCTION"),
        InvocationType: "Event",
        Payload: JSON.stringify({ key: environment("IMAGES_PREFIX") + key }),
      }),
    );
    return new Response(null, { status: 202 });
  } catch (error) {
    logFailure("Invoke thumbnails", error);
    return Response.json({ error: "unavailable" }, { status: 502 });
  }
}
