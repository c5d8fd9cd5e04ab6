/**
 * What an older n8n cannot do, and the newest can: the tests that fail there. They must fail, or
 * what is said here is not true any more.
 */
export const DIFFERENCES = [
	{
		before: '2.11.0',
		tests: /^The Evermuse credential fails its test (when|with a key that is not known)/,
		what: "fail the Evermuse credential's test when the key is wrong",
	},
	{
		before: '2.41.0',
		tests:
			/declares the cause: |tells n8n when to try again$|is refused (at once|with HTTP 40[13], and the error says what to do)$/,
		what: 'be told the kind of a failure beside its message',
	},
	{
		before: '1.110.0',
		tests: /what was rejected is sent again by Retry On Fail$/,
		what: 'try a tool of an agent again',
	},
];

/** Those that hold on this version of n8n. */
export const differencesOn = (n8n) => DIFFERENCES.filter(({ before }) => isOlder(n8n, before));

/** Whether one version is older than another; both are three numbers. */
function isOlder(version, other) {
	const [one, two] = [version, other].map((text) => text.split('.').map(Number));
	const at = one.findIndex((number, place) => number !== two[place]);
	return at >= 0 && one[at] < two[at];
}
