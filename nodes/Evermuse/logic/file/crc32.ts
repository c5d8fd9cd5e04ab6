/** The polynomial of RFC 1952, bit by bit for each byte. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
	return value;
});

/**
 * The checksum of gzip.
 *
 * @param before the checksum of what comes before these bytes
 */
export function crc32(bytes: Uint8Array, before = 0): number {
	let value = ~before;
	for (let at = 0; at < bytes.length; at++) {
		value = TABLE[(value ^ bytes[at]) & 0xff] ^ (value >>> 8);
	}
	return ~value >>> 0;
}
