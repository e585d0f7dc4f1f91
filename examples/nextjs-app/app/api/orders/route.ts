import { randomUUID } from "node:crypto";
import { PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { dynamodb, logFailure } from "@/lib/aws";
import { environment } from "@/lib/environment";

/** `GET /api/orders?id=…` */
export async function GET(request: Request): Promise<Response> {
  const id = new URL(request.url).searchParams.get("id");
  if (!id) return Response.json({ error: "id is missing" }, { status: 400 });
  return answered("Query orders", async () => {
    const { Items = [] } = await dynamodb.send(
      new QueryCommand({
        TableName: environment("ORDERS_TABLE"),
        KeyConditionExpression: "id = :id",
        ExpressionAttributeValues: { ":id": { S: id } },
      }),
    );
    return Response.json(Items.map((item) => ({ id: item.id?.S, product: item.product?.S, placed: item.placed?.S })));
  });
}

/** `POST /api/orders` with `{ "product": "…" }` */
export async function POST(request: Request): Promise<Response> {
  const body: unknown = await request.json().catch(() => undefined);
  const product = (body as { product?: unknown } | null | undefined)?.product;
  if (typeof product !== "string" || product === "" || product.length > 200) {
    return Response.json({ error: "product is missing, or longer than 200 characters" }, { status: 400 });
  }
  return answered("Put order", async () => {
    const order = { id: randomUUID(), product, placed: new Date().toISOString() };
    await dynamodb.send(
      new PutItemCommand({
        TableName: environment("ORDERS_TABLE"),
        Item: { id: { S: order.id }, product: { S: order.product }, placed: { S: order.placed } },
        ConditionExpression: "attribute_not_exists(id)",
      }),
    );
    return Response.json(order, { status: 201 });
  });
}

async function answered(what: string, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    logFailure(what, error);
    return Response.json({ error: "unavailable" }, { status: 502 });
  }
}
