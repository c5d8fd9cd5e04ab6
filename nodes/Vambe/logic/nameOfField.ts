import type { EventForm } from './buildEvent';
import { locate } from './buildEvent';

/** How the form names what the API names otherwise. */
const LABELS: Record<string, string> = {
	event: 'Event Name',
	occurredAt: 'Occurred At',
	properties: 'Properties',
	contact: 'Contact',
	'contact.aiContactId': 'Contact ID',
	'contact.email': 'Contact Email',
	'contact.name': 'Contact Name',
	'contact.phone': 'Contact Phone',
	channel: 'Channel',
	'channel.channelId': 'Channel ID',
	'channel.channelPhone': 'Channel Phone',
};

/** Which field of the form a place in the event was filled from, in quotes. */
export function nameOfField([top, field]: string[], form: EventForm): string {
	if (field === undefined) return `'${LABELS[top]}'`;
	if (top === 'properties') return `'${field}' in 'Properties'`;
	const isFromLocator = (top === 'contact' || top === 'channel') && field in locate(form, top);
	return `'${LABELS[isFromLocator ? top : `${top}.${field}`]}'`;
}
