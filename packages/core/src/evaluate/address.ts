/** An IP address or a range of addresses (CIDR), as a number. */
interface Range {
  readonly bits: 32 | 128;
  readonly first: bigint;
  /** How many bits the addresses of the range have in common. */
  readonly common: number;
}

/** Whether a range, or a single address, contains an address. False if one of the two is not an address. */
export function containsAddress(range: string, address: string): boolean {
  const [outer, inner] = [rangeOf(range), rangeOf(address)];
  if (outer === undefined || inner === undefined || outer.bits !== inner.bits) return false;
  const shift = BigInt(outer.bits - outer.common);
  return inner.common === inner.bits && outer.first >> shift === inner.first >> shift;
}

function rangeOf(text: string): Range | undefined {
  const [, address = "", length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const found = address.includes(":") ? parseV6(address) : parseV4(address);
  if (found === undefined) return undefined;
  const common = length === undefined ? found.bits : Number(length);
  return common > found.bits ? undefined : { ...found, common };
}

function parseV4(text: string): Omit<Range, "common"> | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return { bits: 32, first: parts.reduce((sum, part) => (sum << 8n) + BigInt(part), 0n) };
}

/** https://www.rfc-editor.org/rfc/rfc4291#section-2.2 */
function parseV6(text: string): Omit<Range, "common"> | undefined {
  const [start = "", end, ...others] = text.split("::");
  if (others.length > 0) return undefined;
  const groups = (part: string) => (part === "" ? [] : part.split(":").flatMap(groupOf));
  const [before, after] = [groups(start), end === undefined ? [] : groups(end)];
  const missing = 8 - before.length - after.length;
  if (end === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...before, ...Array.from({ length: missing }, () => "0"), ...after];
  if (!all.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return { bits: 128, first: all.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n) };
}

/** A group; the two groups of an IPv4 address at the end. */
function groupOf(group: string): readonly string[] {
  const embedded = group.includes(".") ? parseV4(group)?.first : undefined;
  if (embedded === undefined) return [group];
  return [(embedded >> 16n).toString(16), (embedded & 0xffffn).toString(16)];
}
