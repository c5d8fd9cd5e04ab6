import type { INodePropertyOptions } from 'n8n-workflow';
import type {
	ATTACHMENT_KINDS,
	NATURES,
	PARTICIPANT_ROLES,
	PARTICIPANT_TYPES,
	RECORD_TYPES,
	REDACTION_STATUSES,
} from '../schemas/record';

/** A label and its meaning, in the words of Evermuse's documentation. */
type Meaning = [name: string, description?: string];

/** Choices for a dropdown. The type holds that each value of the schema has one, and nothing else. */
const choices = <Value extends string>(meanings: Record<Value, Meaning>): INodePropertyOptions[] =>
	Object.entries<Meaning>(meanings).map(([value, [name, description]]) =>
		description ? { name, value, description } : { name, value },
	);

export const recordTypes = choices<(typeof RECORD_TYPES)[number]>({
	call: ['Call', 'An audio or video call; give the recording as an attachment'],
	call_transcription: ['Call Transcription', 'A verbatim transcription of a phone or video call'],
	conversation: [
		'Conversation',
		'Several turns on a chat platform, e.g. Slack, Intercom or a support ticket',
	],
	document: ['Document', 'A generic document, e.g. a PDF or Word file'],
	email: ['Email', 'A single email message'],
	email_thread: ['Email Thread', 'A full email conversation, its messages grouped together'],
	meeting_notes: [
		'Meeting Notes',
		'Notes, summaries or transcripts taken during or after a meeting',
	],
	message: ['Message', 'A single standalone message, e.g. an SMS or in-app feedback'],
	spreadsheet: ['Spreadsheet', 'A spreadsheet or other table, e.g. CSV or Excel'],
});

export const natures = choices<(typeof NATURES)[number]>({
	evidence: ['Evidence', 'Actual customer conversations, meeting notes, support tickets, etc'],
	guidance: ['Guidance', 'Internal product team conversations, OKR documents, company goals'],
	context: ['Context', 'Supplementary material, not a source of customer evidence'],
});

export const attachmentKinds = choices<(typeof ATTACHMENT_KINDS)[number]>({
	audio: ['Audio', 'Audio recording, e.g. a call recording or voice memo'],
	file: ['File', 'Generic file, e.g. a PDF or spreadsheet'],
	image: ['Image', 'Image file, e.g. a screenshot or photo'],
	text: ['Text', 'Plain text content'],
	unknown: ['Unknown', 'The kind cannot be determined'],
	video: ['Video', 'Video recording'],
});

export const participantRoles = choices<(typeof PARTICIPANT_ROLES)[number]>({
	external: ['External', 'A customer, prospect or outside party'],
	internal: ['Internal', 'A member of your team, e.g. an employee, agent or rep'],
	unknown: ['Unknown', 'The role cannot be determined'],
});

export const participantTypes = choices<(typeof PARTICIPANT_TYPES)[number]>({
	bot: ['Bot', 'An automated agent'],
	contact: ['Contact', 'A customer or prospect'],
	system: ['System', 'A system-generated entry'],
	unknown: ['Unknown', 'The kind cannot be determined'],
	user: ['User', 'A human user'],
	workspace_member: ['Workspace Member', 'A member of your workspace'],
});

export const redactionStatuses = choices<(typeof REDACTION_STATUSES)[number]>({
	unredacted: ['Unredacted'],
	redacted: ['Redacted'],
	encrypted: ['Encrypted'],
});
