export { DataCentre } from './DataCentre';
export type { DataCentreOptions, Endpoints } from './DataCentre';
export { sampleHarbor } from './harbor/sampleHarbor';
