import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import type {
  IndexBuilder,
  RegisterCollatorParameters,
} from '@backstage/plugin-search-backend-node';
import { runbookReadPermission } from '@naru/plugin-runbooks-common';
import searchModuleRunbooks, { RunbookCollatorFactory } from './index';

jest.setTimeout(30_000);

const PAGE = `---
title: Names
description: Names that do not resolve.
cases:
  - id: NET-001
    title: Name does not resolve
    kind: incident
    severity: major
    systems: [dns]
    destructive: false
    keywords: [dns, 53]
    signals:
      - { kind: Pod, reason: [NameFault, OtherFault], text: 'no such host' }
      - { kind: Pod, event: NameFault, text: 'no such host' }
---

# Names

## Name does not resolve {#net-001}

### What you see

\`\`\`text
lookup x: no such host
\`\`\`

### Related

- [Storage](../storage/x.md)
`;

const PAGE_KO = `---
title: 이름
description: 이름을 찾지 못할 때.
cases:
  - id: NET-001
    title: 이름을 찾지 못함
---

# 이름

## 이름을 찾지 못함 {#net-001}

### 증상

이름을 찾지 못합니다.
`;

describe('searchModuleRunbooks', () => {
  const directory = createMockDirectory({
    content: {
      'docs/en/network/names.md': PAGE,
      'docs/ko/network/names.md': PAGE_KO,
    },
  });

  const start = async () => {
    const added: RegisterCollatorParameters[] = [];
    const registry: Pick<IndexBuilder, 'addCollator' | 'addDecorator'> = {
      addCollator: collator => added.push(collator),
      addDecorator: () => {},
    };
    const backend = await startTestBackend({
      extensionPoints: [[searchIndexRegistryExtensionPoint, registry]],
      features: [
        searchModuleRunbooks,
        mockServices.rootConfig.factory({
          data: {
            runbooks: {
              sources: [
                {
                  id: 'naru',
                  path: directory.path,
                  entityRef: 'component:default/runbooks',
                },
              ],
            },
          },
        }),
      ],
    });
    await backend.stop();
    return added;
  };

  it('gives a document for each case and language, to those who may read runbooks', async () => {
    const [{ factory }] = await start();
    expect(factory.type).toBe('runbook');
    expect(factory.visibilityPermission).toBe(runbookReadPermission);
    const documents: unknown[] = [];
    for await (const document of await factory.getCollator()) {
      documents.push(document);
    }
    expect(documents).toEqual([
      {
        title: 'Name does not resolve',
        text: 'Names that do not resolve.\nlookup x: no such host',
        location: '/docs/default/component/runbooks/en/network/names#net-001',
        language: 'en',
        caseId: 'NET-001',
        group: 'network',
        keywords: 'dns\n53',
        signals: 'no such host\nNameFault\nOtherFault',
        severity: 'major',
      },
      expect.objectContaining({
        title: '이름을 찾지 못함',
        text: '이름을 찾지 못할 때.\n이름을 찾지 못합니다.',
        location: '/docs/default/component/runbooks/ko/network/names#net-001',
        language: 'ko',
        caseId: 'NET-001',
      }),
    ]);
  });

  it('waits until the folders were read', async () => {
    let read = () => {};
    const ready = new Promise<void>(resolve => {
      read = resolve;
    });
    const cases = jest.fn(() => []);
    const collator = new RunbookCollatorFactory({
      runbooks: { ready: () => ready, cases, summary: jest.fn() },
    }).getCollator();
    expect(cases).not.toHaveBeenCalled();
    read();
    await collator;
    expect(cases).toHaveBeenCalled();
  });
});
