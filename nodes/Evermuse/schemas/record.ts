import type { z } from 'zod';
import {
	anyObject,
	byteCount,
	fields,
	flag,
	list,
	oneOf,
	optional,
	share,
	text,
	textLike,
	texts,
	textUpTo,
} from './rule';

/* A record as Evermuse takes it, from its published OpenAPI document ("IngestRecord"). */

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

const participant = fields({
	id: textUpTo(256),
	role: oneOf(PARTICIPANT_ROLES),
	name: optional(textUpTo(256)),
	email: optional(textLike(textUpTo(320), EMAIL, 'is not an e-mail address')),
	type: optional(oneOf(PARTICIPANT_TYPES)),
});

const attachment = fields({
	type: oneOf(ATTACHMENT_KINDS),
	filename: optional(textUpTo(512)),
	size: optional(byteCount()),
	mime_type: optional(textUpTo(256)),
	sha1: optional(textUpTo(128)),
	md5: optional(textUpTo(128)),
	vendor_url: optional(textLike(textUpTo(2048), URI, 'is not a URL')),
	upload_intent_id: optional(textUpTo(256)),
});

const entity = fields({
	type: textUpTo(64),
	value: optional(textUpTo(1024)),
	confidence: optional(share()),
});

const pii = fields({
	contains_email: optional(flag()),
	contains_phone: optional(flag()),
	sensitive_score: optional(share()),
	detected_entities: optional(list(entity)),
	redaction_status: optional(oneOf(REDACTION_STATUSES)),
});

/** All of it but that a record needs at least one vendor ID, which is for `checkRecord` to see. */
export const recordRule = fields({
	_type: oneOf(RECORD_TYPES),
	_schema_version: text(),
	_event_at: textLike(text(), UTC_TIME, 'is not a UTC time such as 2026-02-24T12:34:56Z'),
	_vendor_ids: texts(),
	_thread_id: optional(textUpTo(512)),
	_participants: optional(list(participant, { max: 5000 })),
	_attachments: optional(list(attachment, { max: 10 })),
	_tags: optional(list(textUpTo(64), { max: 200 })),
	_nature: oneOf(NATURES),
	_product_id: textUpTo(128),
	_project_ids: list(textUpTo(128), { min: 1 }),
	_pii: optional(pii),
	data: anyObject(),
});

export type EvermuseRecord = z.infer<typeof recordRule.schema>;
