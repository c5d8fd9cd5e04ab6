import { orderBy } from 'lodash';
import { Refusal } from '../refusal';
import { PIPELINES } from './account';
import type { Contact } from './contact';

const DAY = 24 * 60 * 60_000;
const LARGEST_PAGE = 100;

/** The query of `GET /api/public/contacts`, by its schema. */
export interface ContactFilters {
	days?: number;
	created_after?: string;
	updated_after?: string;
	stage_id?: string;
	pipeline_id?: string;
	custom_field_key?: string;
	custom_field_value?: string;
	limit?: number;
	offset?: number;
}

/** Throws a Refusal for what the schema of the query cannot say. */
export function listContacts(contacts: Contact[], filters: ContactFilters, now: number): Contact[] {
	const { days, created_after, updated_after, stage_id, pipeline_id } = filters;
	const { custom_field_key, custom_field_value, limit = 50, offset = 0 } = filters;

	if (days === undefined && created_after === undefined && updated_after === undefined)
		throw new Refusal(400, 'One of days, created_after and updated_after is required');
	if ((custom_field_key === undefined) !== (custom_field_value === undefined))
		throw new Refusal(400, 'custom_field_key and custom_field_value go together');
	if (limit > LARGEST_PAGE) throw new Refusal(400, `limit must be <= ${LARGEST_PAGE}`);

	const stagesOfPipeline = PIPELINES.find(({ id }) => id === pipeline_id)?.stages ?? [];
	const matching = contacts.filter(
		({ info, updatedAt, ticketStageId }) =>
			(days === undefined || isAfter(info.last_message_at, now - days * DAY)) &&
			(created_after === undefined || isAfter(info.created_at, Date.parse(created_after))) &&
			(updated_after === undefined || isAfter(updatedAt, Date.parse(updated_after))) &&
			(stage_id === undefined || info.default_stage_id === stage_id) &&
			(pipeline_id === undefined || stagesOfPipeline.some(({ id }) => id === ticketStageId)) &&
			(custom_field_key === undefined || info.metadata[custom_field_key] === custom_field_value),
	);
	return inOrder(matching, filters).slice(offset, offset + limit);
}

const isAfter = (time: string | null, moment: number) => time !== null && Date.parse(time) > moment;

/** Incremental readers go forward from the oldest change; `days` shows the newest message first. */
function inOrder(contacts: Contact[], { updated_after, created_after }: ContactFilters): Contact[] {
	if (updated_after !== undefined) return orderBy(contacts, ['updatedAt', 'info.id']);
	if (created_after !== undefined) return orderBy(contacts, ['info.created_at', 'info.id']);
	return orderBy(contacts, ['info.last_message_at', 'info.id'], ['desc', 'asc']);
}
