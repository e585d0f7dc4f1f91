import { parseArn } from "../../../aws/arn.js";
import { contradicts, partitionMismatch } from "../../../aws/contradictions.js";
import { isUnresolved } from "../../../placeholders/placeholder.js";
import type { StatementRule } from "../rule.js";

/**
 * Resources are in the partition of the deployment, if that is known. A statement for several partitions has one of each:
 * then it is only a warning.
 */
export const resourcesAreInThePartition: StatementRule = ({ context: { deployment }, resources, notResources }) => {
  if (isUnresolved(deployment.partition)) return;
  const all = [...resources, ...notResources].map(({ text, context }) => ({
    text,
    context,
    partition: parseArn(text)?.partition,
  }));
  const hasOwn = all.some(
    ({ partition, context }) => partition !== undefined && !contradicts(partition, context.deployment.partition),
  );
  for (const { text, context, partition } of all) {
    const expected = context.deployment.partition;
    if (partition !== undefined && contradicts(partition, expected))
      context.report({
        ...partitionMismatch(text, partition, expected),
        severity: hasOwn ? "warning" : "error",
      });
  }
};
