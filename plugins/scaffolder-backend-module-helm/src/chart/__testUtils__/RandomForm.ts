/** What a person may have typed into the form of templates/helm-app. */
export type Form = Record<string, unknown>;

const TEAMS = ['team1', 'team2'];
/** Few, so that many cases share a release and a namespace, and are rendered together. */
const NAMES = ['shop', 'a', `cart-${'x'.repeat(45)}`];

/** Text that would like to be something else, or that no reader likes. */
const HOSTILE_TEXTS = [
  '{{ .Values.secrets }} {{ fail "x" }} {{- end }}',
  '${{ secrets.token }} ${{ values.name }} {% raw %} {{ 7 * 7 }}',
  'a: b\n---\nkind: ClusterRole\n',
  '"; kind: Secret #',
  "it's | > & * ! % @ `",
  '}\n}\n\n- list',
  '!!binary x',
  '&anchor *anchor <<: *a',
  'yes',
  'no',
  'null',
  '~',
  '0777',
  '1e3',
  '0x1F',
  '12:30:00',
  '2026-11-21',
  '.inf',
  '8080',
  'true',
  ' leading and trailing ',
  'tab\tand\\backslash\\n',
  '$(HOSTNAME) ${HOSTNAME} $$ $& $1',
  '나루 🛶 카누',
  '../../team2-production',
  'kube-system',
  '__proto__',
  'constructor',
  '<script>alert(1)</script>',
  '# comment',
  '- item',
  '|\n  block\n\n\n',
  '\n\nkey: value\n',
  'x'.repeat(290),
  '$values/../../x',
  'ops.naru.example\nnamespace: kube-system',
];

/** What no reader of text may see. */
const INVISIBLE_TEXTS = [
  '\u0000',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\r',
];

/** Anything at all in the place of anything. */
const HOSTILE_VALUES: unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -1,
  1e308,
  0.1,
  2 ** 53,
  [],
  {},
  [[]],
  [null],
  { a: { b: [{}] } },
  JSON.parse('{"__proto__": {"polluted": true}}'),
  { name: 'x', value: 'y', namespace: 'kube-system' },
  [{ name: 'A', value: 1 }],
  [{ name: 'A' }],
  [{ name: 'a b', value: 'c' }],
  [{ name: 'A', value: 'x'.repeat(5_000) }],
  [{ team: 'team2', namespace: 'kube-system', port: 1 }],
  [{ cidr: '0.0.0.0/0', port: 443 }],
  [{ cidr: '999.1.1.1/32', port: 443 }],
  [{ name: 'A', path: 'team2/x', property: 'y' }],
  [{ name: 'A', path: 'secret/team1/x', property: 'y' }],
  'x'.repeat(3_000),
  'group:default/platform-team',
  'group:kube-system/team1',
  'latest',
  '/etc',
  '*',
];

const PATH_CHARACTERS = "abcXYZ019._~!$&'()*+,;=:@%/?-";

/** Makes forms, the same ones for the same seed: most of them such that the form lets them pass, the others not. */
export class RandomForm {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  next(): Form {
    const form = this.#possible();
    if (this.#chance(0.5)) {
      for (let times = 1 + this.#below(3); times > 0; times -= 1) {
        form[this.#pick([...Object.keys(form), 'cpuRequest', '__proto__x'])] =
          this.#hostileValue();
      }
    }
    return form;
  }

  /** A form that a person could send, with the strangest texts that it takes. */
  #possible(): Form {
    const team = this.#pick(TEAMS);
    const form: Form = {
      name: this.#pick(NAMES),
      owner: `group:default/${team}`,
      image: {
        repository: `${team}-${this.#pick(['dev', 'prod'])}/${this.#pick([
          'shop',
          'a/b.c__d',
        ])}`,
        tag: this.#pick(['1.1.0', '_x', 'v1', '1', 'latest', 'A'.repeat(128)]),
      },
      port: this.#between(1024, 65535),
      size: this.#pick(['XS', 'S', 'M', 'L', 'custom']),
    };
    if (form.size === 'custom') {
      form.cpuRequest = this.#between(10, 400);
      form.cpuLimit = this.#between(399, 16000);
      form.memoryRequest = this.#between(16, 300);
      form.memoryLimit = this.#between(299, 65536);
    }
    this.#maybe(form, 'description', () => this.#text().slice(0, 300));
    this.#maybe(form, 'production', () => this.#chance(0.2));
    this.#maybe(form, 'host', () => this.#pick(['shop', '0', 'a-b', 'null']));
    this.#maybe(form, 'liveness', () => this.#path());
    this.#maybe(form, 'readiness', () => this.#path());
    this.#addPods(form);
    this.#maybe(form, 'env', () => this.#variables());
    this.#maybe(form, 'secrets', () => this.#secrets(team));
    this.#maybe(form, 'allowFrom', () => this.#list(() => this.#peer()));
    this.#maybe(form, 'allowTo', () =>
      this.#list(() => ({
        ...(this.#chance(0.5)
          ? this.#peer()
          : { cidr: this.#pick(['10.0.0.0/8', '192.168.1.1/32']) }),
        port: this.#between(1, 65535),
      })),
    );
    // The dashboard is most of what helm writes: few of them keep the tests short.
    form.metrics = this.#chance(0.1);
    this.#maybe(form, 'metricsPath', () => this.#path());
    this.#maybe(form, 'metricsPort', () => this.#between(1024, 65535));
    this.#maybe(form, 'system', () => `system:default/${this.#pick(NAMES)}`);
    this.#maybe(form, 'dependsOn', () => ['component:default/cart']);
    return form;
  }

  #addPods(form: Form): void {
    form.scaling = this.#pick(['fixed', 'automatic', 'storage']);
    if (form.scaling === 'fixed') {
      this.#maybe(form, 'replicas', () => this.#between(1, 20));
    } else if (form.scaling === 'automatic') {
      this.#maybe(form, 'minReplicas', () => this.#between(1, 5));
      this.#maybe(form, 'maxReplicas', () => this.#between(5, 50));
      this.#maybe(form, 'targetCPU', () => this.#between(10, 95));
    } else {
      form.storageGiB = this.#between(1, 1000);
      form.storageClass = this.#pick(['longhorn', 'local-path']);
      form.mountPath = this.#pick(['/data', '/var/lib/x', '/a/b-c/_d']);
    }
  }

  #variables(): object[] {
    const count = this.#below(4);
    return Array.from({ length: count }, (_, index) => ({
      name: this.#chance(0.001) ? 'S0' : this.#pick([`A${index}`, `_${index}`]),
      value: this.#text(),
    }));
  }

  #secrets(team: string): object[] {
    return Array.from({ length: this.#below(3) }, (_, index) => ({
      name: `S${index}`,
      path: this.#chance(0.998) ? `${team}/shop/a.b` : 'team7/shop',
      property: this.#pick(['password', '0', 'a.b', 'null']),
    }));
  }

  #peer(): object {
    return {
      team: this.#pick(['team2', 'team7', '0', 'null']),
      ...(this.#chance(0.5) ? { app: this.#pick(['cart', 'no', 'a1']) } : {}),
    };
  }

  #path(): string {
    const length = this.#below(12);
    return `/${Array.from({ length }, () =>
      this.#pick([...PATH_CHARACTERS]),
    ).join('')}`;
  }

  #text(): string {
    const text = this.#chance(0.7)
      ? this.#pick(HOSTILE_TEXTS)
      : `${this.#pick(HOSTILE_TEXTS)}${this.#pick(HOSTILE_TEXTS)}`;
    return this.#chance(0.01) ? `${text}${this.#pick(INVISIBLE_TEXTS)}z` : text;
  }

  #hostileValue(): unknown {
    return this.#chance(0.5) ? this.#pick(HOSTILE_VALUES) : this.#text();
  }

  #list(make: () => object): object[] {
    return Array.from({ length: this.#below(3) }, make);
  }

  #maybe(form: Form, key: string, make: () => unknown): void {
    if (this.#chance(0.6)) form[key] = make();
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[this.#below(choices.length)];
  }

  #between(least: number, most: number): number {
    return least + this.#below(most - least + 1);
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** In [0, 1), by mulberry32. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
}
