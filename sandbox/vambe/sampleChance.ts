import { createHash } from 'node:crypto';

const hashOf = (what: string) => createHash('sha256').update(what).digest();

/** A whole number from 0 and below `below`, the same for the same text every time. */
export const draw = (what: string, below: number): number => hashOf(what).readUInt32BE() % below;

/** An element of the list, the same for the same text every time. */
export const pick = <T>(list: T[], what: string): T => list[draw(what, list.length)];

/** A UUID, the same for the same text every time. */
export const sampleId = (what: string): string =>
	hashOf(what)
		.toString('hex')
		.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
