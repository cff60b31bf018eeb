; Per-user installer: no administrator, nothing outside the user's own folders.
; The vaults of the centre are never touched, neither by installing nor by removing.
#ifndef Version
  #define Version "0"
#endif

[Setup]
AppId={{6E1C2B0B-2B0A-4F0B-9C36-0D5A9A0F7C11}
AppName=DA.PO
AppVersion={#Version}
AppPublisher=The DA.PO authors
DefaultDirName={localappdata}\Programs\DAPO
DefaultGroupName=DA.PO
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
OutputDir=..\..\dist
OutputBaseFilename=DAPO-{#Version}-setup
LicenseFile=..\..\LICENSE
Compression=lzma2
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
CloseApplications=yes
UninstallDisplayIcon={app}\dapo.exe

[Languages]
Name: "it"; MessagesFile: "compiler:Languages\Italian.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"

[InstallDelete]
; What an older version left would be loaded by the new one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\dapo\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{userprograms}\DA.PO"; Filename: "{app}\dapo.exe"
Name: "{userdesktop}\DA.PO"; Filename: "{app}\dapo.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\dapo.exe"; Description: "{cm:LaunchProgram,DA.PO}"; Flags: nowait postinstall skipifsilent
