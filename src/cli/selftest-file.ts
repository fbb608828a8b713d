/** Where the self-test leaves its certificate, among the run folders, for reports to embed. */
export const CERTIFICATE = 'selftest.json';
