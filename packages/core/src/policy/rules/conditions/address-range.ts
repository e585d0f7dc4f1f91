/** A range of addresses. */
export interface AddressRange {
  readonly version: 4 | 6;
  /** The numbers of the address: 4 of 8 bits, or 8 of 16 bits. */
  readonly parts: readonly number[];
  /** How many bits the addresses of the range have in common. */
  readonly bits: number;
}

/** Parses an address or a range in CIDR notation: https://www.rfc-editor.org/rfc/rfc4632, https://www.rfc-editor.org/rfc/rfc4291 */
export function parseAddressRange(text: string): AddressRange | undefined {
  const [, address = "", mask] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = address.includes(":") ? 6 : 4;
  const parts = version === 4 ? numbers(address.split("."), 10, 4, 255) : partsOfIpv6(address);
  const most = version === 4 ? 32 : 128;
  const bits = mask === undefined ? most : Number(mask);
  return parts === undefined || bits > most ? undefined : { version, parts, bits };
}

/** The addresses of a range with zeros after its mask. */
export function withoutExtraBits({ version, parts, bits }: AddressRange): AddressRange {
  const size = version === 4 ? 8 : 16;
  const masked = parts.map((number, index) => {
    const kept = Math.min(size, Math.max(0, bits - size * index));
    return number & (2 ** size - 2 ** (size - kept));
  });
  return { version, parts: masked, bits };
}

/** A range as it is usually written: the longest zeros of an IPv6 address are left out (https://www.rfc-editor.org/rfc/rfc5952). */
export function formatAddressRange({ version, parts, bits }: AddressRange): string {
  if (version === 4) return `${parts.join(".")}/${bits}`;
  const full = parts.map((number) => number.toString(16)).join(":");
  const zeros = (full.match(/(?:^|(?<=:))0(?::0)+(?=:|$)/g) ?? []).sort((a, b) => b.length - a.length)[0];
  const short = zeros === undefined ? full : full.replace(zeros, ":").replace(/:{2,}/, "::");
  return `${short}/${bits}`;
}

/** The eight numbers of an IPv6 address, of which `::` leaves out zeros. The last two can be an IPv4 address. */
function partsOfIpv6(address: string): readonly number[] | undefined {
  const [, before = address, ipv4] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address) ?? [];
  const tail = ipv4 === undefined ? [] : numbers(ipv4.split("."), 10, 4, 255);
  if (tail === undefined) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = tail;
  const text = ipv4 === undefined ? address : `${before}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  const [head = "", rest, ...more] = text.split("::");
  if (more.length > 0) return undefined;
  if (rest === undefined) return numbers(head.split(":"), 16, 8, 0xffff);
  const first = head === "" ? [] : head.split(":");
  const last = rest === "" ? [] : rest.split(":");
  const missing = 8 - first.length - last.length;
  if (missing < 1) return undefined;
  return numbers([...first, ...Array.from({ length: missing }, () => "0"), ...last], 16, 8, 0xffff);
}

function numbers(texts: readonly string[], radix: 10 | 16, count: number, most: number): readonly number[] | undefined {
  const form = radix === 10 ? /^\d{1,3}$/ : /^[0-9a-f]{1,4}$/i;
  if (texts.length !== count || !texts.every((text) => form.test(text))) return undefined;
  const found = texts.map((text) => Number.parseInt(text, radix));
  return found.every((number) => number <= most) ? found : undefined;
}
