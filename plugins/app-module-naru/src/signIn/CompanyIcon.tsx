import { RiBuilding2Line } from '@remixicon/react';

/** Stands for the company's sign-in. */
export const CompanyIcon = () => <RiBuilding2Line aria-hidden />;
