import { useApi } from '@backstage/frontend-plugin-api';
import {
  useShadowRootElements,
  useTechDocsReaderPage,
} from '@backstage/plugin-techdocs-react';
import type { CaseSummary } from '@naru/plugin-runbooks-common';
import { runbooksApiRef } from '@naru/plugin-runbooks-react';
import { useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { useLocation } from 'react-router-dom';
import { casesByAnchor } from './casesByAnchor';
import { CaseHelpful } from './CaseHelpful';
import { placesOfCases, type Place } from './placesOfCases';

/** Asks at the end of each case of a page of runbooks whether it helped. Other documentation stays as it is. */
export function HelpfulAddon() {
  const { kind, namespace, name } = useTechDocsReaderPage().entityRef;
  const language = useLocation().pathname.includes('/ko/') ? 'ko' : 'en';
  const api = useApi(runbooksApiRef);
  const [cases, setCases] = useState<CaseSummary[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    api.listCases(language, { signal }).then(
      answer => !signal.aborted && setCases(answer.cases),
      // The page is of use without the question.
      () => {},
    );
    return () => controller.abort();
  }, [api, language]);

  const known = useMemo(
    () => casesByAnchor(cases, { kind, namespace, name }),
    [cases, kind, namespace, name],
  );
  const places = usePlaces(known);
  return (
    <>
      {places.map(({ anchor, element }) => {
        const one = known.get(anchor);
        return (
          one &&
          createPortal(
            <CaseHelpful
              caseId={one.id}
              title={one.title}
              language={language}
            />,
            element,
            anchor,
          )
        );
      })}
    </>
  );
}

function usePlaces(known: Map<string, CaseSummary>): Place[] {
  const headings = useShadowRootElements<HTMLElement>(['h2[id]']);
  const [places, setPlaces] = useState<Place[]>([]);
  const page = headings[0]?.parentElement;
  const anchors = headings.map(({ id }) => id).join(' ');
  useEffect(() => {
    const made = page
      ? placesOfCases(
          [...page.querySelectorAll<HTMLElement>('h2[id]')],
          anchor => known.has(anchor),
        )
      : [];
    setPlaces(made);
    return () => made.forEach(({ element }) => element.remove());
  }, [page, anchors, known]);
  return places;
}
