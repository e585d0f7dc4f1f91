import { deflateSync } from "node:zlib";

const WIDTH = 480;
const HEIGHT = 270;

/** A PNG with a color gradient. https://www.w3.org/TR/png-3/ */
export function picture(): Uint8Array {
  const rows = Array.from({ length: HEIGHT }, (_, y) => {
    const pixels = Array.from({ length: WIDTH }, (_, x) => [(255 * x) / WIDTH, 110, 255 - (255 * y) / HEIGHT]);
    // Each row begins with its filter: none.
    return [0, ...pixels.flat().map(Math.round)];
  });
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  // 8 bits for each of red, green and blue.
  const header = [...bytesOf(WIDTH), ...bytesOf(HEIGHT), 8, 2, 0, 0, 0];
  const data = [...deflateSync(Uint8Array.from(rows.flat()))];
  return Uint8Array.from([...signature, ...chunk("IHDR", header), ...chunk("IDAT", data), ...chunk("IEND", [])]);
}

function chunk(type: string, data: readonly number[]): readonly number[] {
  const content = [...new TextEncoder().encode(type), ...data];
  return [...bytesOf(data.length), ...content, ...bytesOf(crc32(content))];
}

const bytesOf = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

/** CRC-32, as the specification of PNG has it. */
function crc32(data: readonly number[]): number {
  let sum = 0xffffffff;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
