import { Refusal } from '../refusal';
import { digits } from './account';
import type { Contact } from './contact';

const MOST_FOUND = 50;

/** Partial matches on each that is given; throws a Refusal when none is. */
export function searchContacts(
	contacts: Contact[],
	{ phone, email }: { phone?: string; email?: string },
): Contact[] {
	const wanted = phone && digits(phone);
	if (!wanted && !email) throw new Refusal(400, 'One of phone and email is required');
	return contacts
		.filter(
			({ info }) =>
				(!wanted || digits(info.phone ?? '').includes(wanted)) &&
				(!email || (info.email ?? '').toLowerCase().includes(email.toLowerCase())),
		)
		.slice(0, MOST_FOUND);
}
