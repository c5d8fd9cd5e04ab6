import type { Advice, CommonCode } from './readReply';

/** What to do about failures that have nothing to do with what a service is for. */
export const adviceForAnyService = (
	service: string,
): Record<Exclude<CommonCode, 'REJECTED' | 'UNCONFIRMED' | 'UNEXPECTED_ANSWER'>, Advice> => ({
	CANCELLED: { description: 'Run the workflow again when you are ready.' },
	FORBIDDEN: {
		description: `Give the API key the permission it needs in ${service}, or choose another credential.`,
		cause: 'credential-invalid',
	},
	NOT_SENT: { description: 'Nothing was sent for this item, so it can be sent again as it is.' },
	RATE_LIMITED: {
		description:
			"Send the items again later, for example with a Wait node and a loop. A node that sends waits by itself for as long as 'Max Wait' in its options allows.",
		cause: 'rate-limited',
	},
	SERVER_FAULT: {
		description: `Try again later. If it goes on, ask ${service} with the time and the HTTP status.`,
		cause: 'temporarily-unavailable',
	},
	UNAUTHORIZED: {
		description: `Check the API key and the base URL in the credential; make a new key in ${service} if need be.`,
		cause: 'credential-invalid',
	},
	UNREACHABLE: {
		description:
			'Check the base URL in the credential and that this n8n reaches the internet. Nothing was sent, so the items can be sent again as they are.',
	},
});
