import actTemplate from './act.twig';
import panelTemplate from './panel.twig';
import statusTemplate from './status.twig';

/** What the panel is made of when it is shown first. To compile them takes longer than all else in showing it. */
export const firstTemplates: readonly string[] = [panelTemplate, statusTemplate, actTemplate];
