import { mapValues } from 'lodash';
import type { FaultOf } from './fault';
import { htmlPage } from './htmlPage';

interface WrongBody {
	contentType: string;
	/** From the body that belongs there. */
	write(body: string): string;
}

const json = (write: WrongBody['write']): WrongBody => ({ contentType: 'application/json', write });

export const WRONG_BODIES: Record<FaultOf<'wrongBody'>['body'], WrongBody> = {
	text: json(() => 'OK'),
	html: { contentType: 'text/html', write: () => htmlPage('Please sign in') },
	empty: json(() => ''),
	null: json(() => 'null'),
	emptyObject: json(() => '{}'),
	nulls: json((body) => JSON.stringify(mapValues(JSON.parse(body), () => null))),
	otherShape: json(() => '{"success":true,"data":{"queued":1}}'),
	halfJson: json((body) => body.slice(0, body.length / 2)),
};
