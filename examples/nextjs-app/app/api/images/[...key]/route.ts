import { GetObjectCommand } from "@aws-sdk/client-s3";
import { failedWith, logFailure, s3 } from "@/lib/aws";
import { environment } from "@/lib/environment";

/** Streams `/api/images/cats/tom.jpg` from the private bucket: the object `images/cats/tom.jpg`. */
export async function GET(request: Request, { params }: { params: Promise<{ key: string[] }> }): Promise<Response> {
  // Everybody can call this handler, so it serves the images' prefix alone, whatever else the role may read.
  const path = (await params).key.join("/");
  // To S3 `..` is a name like any other; a proxy in front of S3 may resolve it.
  if (path.split("/").includes("..")) return new Response("Not found", { status: 404 });
  const key = environment("IMAGES_PREFIX") + path;
  try {
    const object = await s3.send(
      new GetObjectCommand({
        Bucket: environment("IMAGES_BUCKET"),
        Key: key,
        IfNoneMatch: request.headers.get("if-none-match") ?? undefined,
      }),
      // A browser that leaves ends the download as well.
      { abortSignal: request.signal },
    );
    const { Body, ContentType = "application/octet-stream", ContentLength, ETag } = object;
    return new Response(Body?.transformToWebStream(), {
      headers: {
        "Content-Type": ContentType,
        // An uploaded page or SVG must not run scripts as a page of this site.
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=60",
        ...(ETag === undefined ? {} : { ETag }),
        ...(ContentLength === undefined ? {} : { "Content-Length": String(ContentLength) }),
      },
    });
  } catch (error) {
    if (failedWith(error, "NoSuchKey")) return new Response("Not found", { status: 404 });
    // S3 answers a matching ETag with 304, which the SDK throws; its name has changed between versions.
    if (statusOf(error) === 304) return new Response(null, { status: 304 });
    if (request.signal.aborted) return new Response(null, { status: 499 });
    logFailure(`GetObject ${key}`, error);
    return statusOf(error) === 403
      ? new Response("Forbidden", { status: 403 })
      : new Response("Unavailable", { status: 502 });
  }
}

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
