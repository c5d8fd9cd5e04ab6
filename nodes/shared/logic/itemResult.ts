import type { Failure } from './reply';

/** A value as n8n holds it in an item. */
export type Json = Record<string, unknown>;

/** The fate of one input item. `itemIndex` travels with it from the first line to the last. */
export type ItemResult =
	| { itemIndex: number; ok: true; json: Json }
	| { itemIndex: number; ok: false; failure: Failure };

export type FailedItem = Extract<ItemResult, { ok: false }>;

export const isFailed = (result: ItemResult): result is FailedItem => !result.ok;

/** What happened, and to which item: n8n's own nodes name the item in the message, too. */
export const headline = ({ itemIndex, failure }: FailedItem): string =>
	`${failure.message} [item ${itemIndex}]`;
