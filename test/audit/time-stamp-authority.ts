import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether openssl is installed, and can make and verify time-stamps. */
export const HAS_OPENSSL = spawnSync('openssl', ['ts', '-help']).status === 0;

const CONFIGURATION = `
[ca]
distinguished_name = name
x509_extensions = ca_extensions
prompt = no
[name]
CN = Test authority
[ca_extensions]
basicConstraints = critical,CA:TRUE
[stamping]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = made
[made]
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_alg = sha256
`;

/** A time-stamp authority of one folder, made and asked by openssl. */
export class Authority {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = join(folder, 'authority');
    mkdirSync(this.#folder);
    writeFileSync(join(this.#folder, 'openssl.cnf'), CONFIGURATION);
    writeFileSync(join(this.#folder, 'serial'), '0FA0\n');
    const [key, days] = [
      ['-newkey', 'rsa:2048', '-nodes'],
      ['-days', '36500'],
    ];
    const config = ['-config', 'openssl.cnf'];
    this.#openssl(
      'req',
      '-x509',
      ...config,
      '-section',
      'ca',
      ...key,
      ...days,
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
    );
    this.#openssl(
      'req',
      '-new',
      ...config,
      '-section',
      'ca',
      ...key,
      '-keyout',
      'tsa.key',
      '-out',
      'tsa.csr',
    );
    const extensions = ['-extfile', 'openssl.cnf', '-extensions', 'stamping'];
    this.#openssl(
      'x509',
      '-req',
      '-in',
      'tsa.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      ...days,
      ...extensions,
      '-out',
      'tsa.pem',
    );
  }

  /** Answers a request. */
  answer(request: string, response: string): void {
    const signer = ['-signer', 'tsa.pem', '-inkey', 'tsa.key', '-config', 'openssl.cnf'];
    this.#openssl(
      'ts',
      '-reply',
      '-section',
      'made',
      '-queryfile',
      request,
      ...signer,
      '-out',
      response,
    );
  }

  /** What `openssl ts -verify` says of an answer, by the data or by the request that it is about. */
  verify(response: string, what: '-data' | '-queryfile', about: string): string {
    const words = ['ts', '-verify', what, about, '-in', response, '-CAfile', 'ca.pem'];
    const { stdout, stderr } = spawnSync('openssl', words, { cwd: this.#folder, encoding: 'utf8' });
    return `${stdout}${stderr}`;
  }

  /** Makes another request for a digest, as who has no database of ours would. */
  request(digest: string, path: string, ...words: readonly string[]): void {
    this.#openssl('ts', '-query', '-digest', digest, '-sha256', ...words, '-out', path);
  }

  #openssl(...words: readonly string[]): void {
    execFileSync('openssl', words, { cwd: this.#folder, stdio: 'pipe' });
  }
}
