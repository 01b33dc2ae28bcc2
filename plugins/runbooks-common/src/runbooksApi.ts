import type { Signal } from './Signal';

/** A language that runbooks are written in. @public */
export type Language = 'en' | 'ko';

/** What a case is; see docs/runbooks, "How to write a runbook". @public */
export type CaseKind =
  | 'incident'
  | 'check'
  | 'procedure'
  | 'design'
  | 'defect'
  | 'hypothetical';

/** How bad the case is when it happens. @public */
export type CaseSeverity = 'critical' | 'major' | 'minor' | 'info';

/** A case in a list, its texts in the language that was asked for. @public */
export interface CaseSummary {
  /** Stable id, e.g. `KV-008`. */
  id: string;
  title: string;
  /** One sentence of the page that the case stands on. */
  description: string;
  kind: CaseKind;
  severity: CaseSeverity;
  systems: string[];
  destructive: boolean;
  /** Which folder of runbooks it comes from, e.g. `naru`. */
  source: string;
  /** Folder of the page and its title. */
  group: { id: string; title: string };
  /** Path of the page in the portal with its anchor, e.g. `/docs/default/component/runbooks/en/kubevirt/x#kv-008`. */
  path: string;
  /** Language of the texts: another than asked for when the page exists in that one only. */
  language: Language;
}

/** A part of a case. @public */
export type SectionKey =
  | 'see'
  | 'meaning'
  | 'check'
  | 'mend'
  | 'verify'
  | 'prevent'
  | 'related'
  | 'references';

/** A case to read. @public */
export interface CaseArticle extends CaseSummary {
  /** In the order of the page; `html` holds no script and no event handler. */
  sections: { key: SectionKey; title: string; html: string }[];
  since: Record<string, string>;
  until: Record<string, string>;
  /** Related cases that exist. */
  related: CaseSummary[];
  /** Languages in which the case exists. */
  languages: Language[];
  /** What the person who asks said of it last; undefined when nothing so far. */
  helpful?: boolean;
}

/** A case that fits what happened. @public */
export interface MatchedCase extends CaseSummary {
  /** From 0 to 1: how specific the fit is. */
  score: number;
  /** What fitted, in words for a person, e.g. `message: “no such host”`. */
  why: string[];
}

/** Body of `POST /api/runbooks/v1/match`: up to 50 questions of up to 20 signals. @public */
export interface MatchRequest {
  language: Language;
  queries: { signals: Signal[]; limit?: number }[];
}

/** Answer of `POST /api/runbooks/v1/match`, in the order of the queries. @public */
export interface MatchResponse {
  answers: { cases: MatchedCase[] }[];
}

/** Answer of `GET /api/runbooks/v1/cases?language=`. @public */
export interface CasesResponse {
  cases: CaseSummary[];
  /** Faults of pages that were left out, for those who look after runbooks. */
  faults: { source: string; file: string; message: string }[];
  /** Whether this person may see how helpful cases were. */
  looksAfter?: boolean;
}

/** Body of `POST /api/runbooks/v1/cases/:id/feedback`: one voice a person and case, the last one counts. @public */
export interface FeedbackRequest {
  helpful: boolean;
  language: Language;
}

/** Answer of `GET /api/runbooks/v1/feedback`. @public */
export interface FeedbackResponse {
  items: { id: string; helpful: number; unhelpful: number }[];
}
