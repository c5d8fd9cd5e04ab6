import { z } from 'zod';

/*
 * A record as Evermuse takes it, from its published OpenAPI document ("IngestRecord").
 *
 * zod is the host's: 3 today, 4 some day. Only what both share is used, and each check brings its own
 * message, because theirs differ. Messages are predicates: they stand behind the field's name.
 *
 * No `refine`: in zod 3, each one keeps the whole record in memory until the next large garbage
 * collection. With a few of them, checking 134,000 records took 2.3 times as long.
 */

export const RECORD_TYPES = [
	'call',
	'call_transcription',
	'conversation',
	'document',
	'email',
	'email_thread',
	'meeting_notes',
	'message',
	'spreadsheet',
] as const;

export const NATURES = ['evidence', 'guidance', 'context'] as const;

export const ATTACHMENT_KINDS = ['audio', 'video', 'file', 'image', 'text', 'unknown'] as const;

export const PARTICIPANT_ROLES = ['internal', 'external', 'unknown'] as const;

export const PARTICIPANT_TYPES = [
	'bot',
	'contact',
	'system',
	'unknown',
	'user',
	'workspace_member',
] as const;

export const REDACTION_STATUSES = ['unredacted', 'redacted', 'encrypted'] as const;

const UTC_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/** RFC 5322 in the part of it that mail systems use, as validators of OpenAPI's `format: email` read it. */
const EMAIL =
	/^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

/** A scheme, then only the characters that RFC 3986 lets stand in a URI. */
const URI = /^[a-z][a-z0-9+.-]*:(?:[a-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})+$/i;

const anyText = () => z.string({ message: 'is not text' });

/** JSON Schema counts characters, as a pattern does, not the UTF-16 units that `length` counts. */
const text = (limit: number) =>
	anyText().regex(new RegExp(`^.{0,${limit}}$`, 'su'), {
		message: `has more than ${limit.toLocaleString('en-US')} characters`,
	});

const oneOf = <Values extends readonly [string, ...string[]]>(values: Values) =>
	z.enum(values as unknown as [Values[number], ...Array<Values[number]>], {
		message: `is not one of ${values.join(', ')}`,
	});

const list = <Entry extends z.ZodTypeAny>(entry: Entry) =>
	z.array(entry, { message: 'is not a list' });

const share = () =>
	z
		.number({ message: 'is not a number' })
		.min(0, { message: 'is below 0' })
		.max(1, { message: 'is above 1' });

const flag = () => z.boolean({ message: 'is neither true nor false' });

const fields = <Shape extends z.ZodRawShape>(shape: Shape) =>
	z.object(shape, { message: 'is not an object' }).strict();

const participant = fields({
	id: text(256),
	role: oneOf(PARTICIPANT_ROLES),
	name: text(256).optional(),
	email: text(320).regex(EMAIL, { message: 'is not an e-mail address' }).optional(),
	type: oneOf(PARTICIPANT_TYPES).optional(),
});

const attachment = fields({
	type: oneOf(ATTACHMENT_KINDS),
	filename: text(512).optional(),
	size: z
		.number({ message: 'is not a number' })
		.multipleOf(1, { message: 'is not a whole number of bytes' })
		.min(0, { message: 'is below 0' })
		.optional(),
	mime_type: text(256).optional(),
	sha1: text(128).optional(),
	md5: text(128).optional(),
	vendor_url: text(2048).regex(URI, { message: 'is not a URL' }).optional(),
	upload_intent_id: text(256).optional(),
});

const pii = fields({
	contains_email: flag().optional(),
	contains_phone: flag().optional(),
	sensitive_score: share().optional(),
	detected_entities: list(
		fields({ type: text(64), value: text(1024).optional(), confidence: share().optional() }),
	).optional(),
	redaction_status: oneOf(REDACTION_STATUSES).optional(),
});

/** All of it but that a record needs at least one vendor ID, which is for `checkRecord` to see. */
export const recordSchema = fields({
	_type: oneOf(RECORD_TYPES),
	_schema_version: anyText(),
	_event_at: anyText().regex(UTC_TIME, {
		message: 'is not a UTC time such as 2026-02-24T12:34:56Z',
	}),
	_vendor_ids: z.record(z.string(), anyText(), { message: 'is not an object of texts' }),
	_thread_id: text(512).optional(),
	_participants: list(participant).max(5000, { message: 'has more than 5,000 entries' }).optional(),
	_attachments: list(attachment).max(10, { message: 'has more than 10 entries' }).optional(),
	_tags: list(text(64)).max(200, { message: 'has more than 200 entries' }).optional(),
	_nature: oneOf(NATURES),
	_product_id: text(128),
	_project_ids: list(text(128)).min(1, { message: 'has no entry' }),
	_pii: pii.optional(),
	data: z.record(z.string(), z.unknown(), { message: 'is not an object' }),
});

export type EvermuseRecord = z.infer<typeof recordSchema>;
