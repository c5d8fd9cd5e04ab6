import type { Failure } from './reply';

/** A value as n8n holds it in an item. */
export type Json = Record<string, unknown>;

/** The input item that something came from. It travels with it from the first line to the last. */
export interface Origin {
	itemIndex: number;
	/** Which record of the item it is, from 0, where the item holds several. */
	recordIndex?: number;
	/** In which line of a file it stands, from 1, where each line is a record. */
	line?: number;
	/** The name of the file it stands in. */
	fileName?: string;
}

/** The fate of one input item, or of one record of it. */
export type ItemResult = Origin & ({ ok: true; json: Json } | { ok: false; failure: Failure });

export type FailedItem = Origin & {
	ok: false;
	failure: Failure;
	/** How many records it stands for, if it is not one; 0 if it tells why no more were read. */
	count?: number;
};

export const isFailed = (result: ItemResult): result is FailedItem => !result.ok;

/** For sorting: in input order, the records of an item in theirs. */
export const byOrigin = (a: Origin, b: Origin): number =>
	a.itemIndex - b.itemIndex || (a.recordIndex ?? 0) - (b.recordIndex ?? 0);

/** What happened, and to which item: n8n's own nodes name the item in the message, too. */
export const headline = ({ itemIndex, recordIndex, line, failure }: FailedItem): string => {
	const record = recordIndex === undefined ? '' : `, record ${recordIndex}`;
	const place = line === undefined ? record : `, line ${line}`;
	return `${failure.message} [item ${itemIndex}${place}]`;
};
