import { ThemeBlueprint } from '@backstage/plugin-app-react';
import {
  createUnifiedTheme,
  genPageTheme,
  palettes,
  UnifiedThemeProvider,
} from '@backstage/theme';
import { RiMoonLine, RiSunLine } from '@remixicon/react';
import './naru.css';

/** System fonts only, Korean ones by the names they have on each system. */
const FONT_FAMILY =
  'system-ui, -apple-system, "Segoe UI", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif';

const header = genPageTheme({ colors: ['#0f4c5c', '#136574'], shape: 'none' });

const common = {
  fontFamily: FONT_FAMILY,
  defaultPageTheme: 'home',
  pageTheme: { home: header },
  typography: {
    htmlFontSize: 16,
    fontFamily: FONT_FAMILY,
    h1: { fontSize: 32, fontWeight: 700, marginBottom: 8 },
    h2: { fontSize: 28, fontWeight: 700, marginBottom: 8 },
    h3: { fontSize: 24, fontWeight: 700, marginBottom: 6 },
    h4: { fontSize: 22, fontWeight: 600, marginBottom: 6 },
    h5: { fontSize: 20, fontWeight: 600, marginBottom: 4 },
    h6: { fontSize: 18, fontWeight: 600, marginBottom: 2 },
  },
};

const components = {
  BackstageSidebarItem: {
    styleOverrides: {
      // The stock width cuts "Virtual machines" off.
      secondaryAction: { width: 'auto', marginRight: 8 },
    },
  },
};

const navigation = {
  indicator: '#7fd1c7',
  color: '#c3d2d6',
  selectedColor: '#ffffff',
};

const light = createUnifiedTheme({
  ...common,
  components,
  palette: {
    ...palettes.light,
    primary: { main: '#0b6670' },
    secondary: { main: '#0b6670' },
    background: { default: '#f3f6f6', paper: '#ffffff' },
    link: '#0b6670',
    linkHover: '#084b53',
    textSubtle: '#56656b',
    border: '#d9e1e3',
    navigation: {
      ...navigation,
      background: '#0c2f3c',
      navItem: { hoverBackground: '#164455' },
      submenu: { background: '#164455' },
    },
    tabbar: { indicator: '#0b6670' },
  },
});

const dark = createUnifiedTheme({
  ...common,
  components,
  palette: {
    ...palettes.dark,
    primary: { main: '#7fd1c7', dark: '#5fb8ae' },
    secondary: { main: '#e9c46a' },
    background: { default: '#11191d', paper: '#1a252a' },
    link: '#8adad0',
    linkHover: '#b4ebe4',
    textSubtle: '#a9b8bd',
    textVerySubtle: '#71828a',
    border: '#33444b',
    navigation: {
      ...navigation,
      background: '#0a1317',
      navItem: { hoverBackground: '#1c2b31' },
      submenu: { background: '#1c2b31' },
    },
    tabbar: { indicator: '#7fd1c7' },
  },
});

/** The light look. */
export const lightTheme = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light',
      variant: 'light',
      icon: <RiSunLine />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={light} themeName="naru">
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});

/** The dark look. */
export const darkTheme = ThemeBlueprint.make({
  name: 'dark',
  params: {
    theme: {
      id: 'dark',
      title: 'Dark',
      variant: 'dark',
      icon: <RiMoonLine />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={dark} themeName="naru">
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});
