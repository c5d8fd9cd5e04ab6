import type { Json } from '../../shared/logic/itemResult';
import { readInstant } from '../../shared/logic/readInstant';
import type { Failure } from '../../shared/logic/reply';
import { asText } from './asText';
import { invalidField } from './invalidField';
import { readUuid } from './readUuid';

/** The query of `GET /api/public/contacts`. One of the three times is needed. */
export interface ContactQuery {
	days?: number;
	created_after?: string;
	updated_after?: string;
	pipeline_id?: string;
	stage_id?: string;
	custom_field_key?: string;
	custom_field_value?: string;
}

type Read = { value?: number | string } | { reason: string };

const DEFAULT_DAYS = 30;
const MAX_DAYS = 365;

/**
 * The filters of the form as a query. What is empty does not filter; without any time, it is the
 * contacts of the last 30 days.
 *
 * @param zone in which a local time is read
 */
export function readContactFilters(
	{ days, createdAfter, updatedAfter, pipelineId, stageId, customFieldKey, customFieldValue }: Json,
	zone: string,
): { query: ContactQuery } | { failure: Failure } {
	const fields: Array<[name: keyof ContactQuery, label: string, read: Read]> = [
		['days', 'Last Message Within (Days)', readDays(days)],
		['created_after', 'Created After', readTime(createdAfter, zone)],
		['updated_after', 'Updated After', readTime(updatedAfter, zone)],
		['pipeline_id', 'Pipeline', readUuid(valueOf(pipelineId))],
		['stage_id', 'Stage', readUuid(valueOf(stageId))],
		['custom_field_key', 'Custom Field Key', readPart(customFieldKey, customFieldValue)],
		['custom_field_value', 'Custom Field Value', readPart(customFieldValue, customFieldKey)],
	];
	const query: ContactQuery = {};
	for (const [name, label, read] of fields) {
		if ('reason' in read) return { failure: invalidField(label, read.reason) };
		if (read.value !== undefined) Object.assign(query, { [name]: read.value });
	}
	const { days: within, created_after, updated_after } = query;
	const hasTime =
		within !== undefined || created_after !== undefined || updated_after !== undefined;
	return { query: hasTime ? query : { days: DEFAULT_DAYS, ...query } };
}

function readDays(given: unknown): Read {
	const text = asText(given);
	if (text === undefined) return {};
	const days = Number(text);
	return Number.isInteger(days) && days >= 1 && days <= MAX_DAYS
		? { value: days }
		: { reason: `is not a whole number from 1 to ${MAX_DAYS}` };
}

function readTime(given: unknown, zone: string): Read {
	if (asText(given) === undefined) return {};
	const instant = readInstant(given, zone);
	return 'iso' in instant ? { value: instant.iso } : instant;
}

/** A custom field's key or value, each of which needs the other. */
function readPart(given: unknown, other: unknown): Read {
	const [text, otherText] = [asText(given), asText(other)];
	if (text !== undefined)
		return typeof text === 'string' ? { value: text } : { reason: 'is not text' };
	return otherText === undefined
		? {}
		: { reason: "is empty: 'Custom Field Key' and 'Custom Field Value' go together" };
}

/** What was chosen or typed in a resource locator. */
const valueOf = (locator: unknown): unknown => (locator as { value?: unknown } | undefined)?.value;
