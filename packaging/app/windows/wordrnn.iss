; UNTESTED: written without a Windows to run it on. Inno Setup 6: iscc /DVersion=0.1.0 /DEdition=full wordrnn.iss
; Expects what `python packaging\freeze.py` made in build\package\EDITION.

#ifndef Version
  #error Version is missing: iscc /DVersion=0.1.0 wordrnn.iss
#endif
#ifndef Edition
  #define Edition "full"
#endif
#define Built "..\..\..\build\package\" + Edition

[Setup]
AppId={{6B1E0C52-6C7A-4F0E-9D0B-5D7A3C0E9A41}
AppName=wordrnn
AppVersion={#Version}
DefaultDirName={autopf}\wordrnn
DefaultGroupName=wordrnn
; For the person who runs it, without an administrator's password; they may choose otherwise.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\..\LICENSE
OutputDir={#Built}
OutputBaseFilename=wordrnn-{#Version}-{#Edition}-windows-x86_64
SetupIconFile={#Built}\icons\wordrnn.ico
UninstallDisplayIcon={app}\wordrnn-app.exe
ChangesAssociations=yes
Compression=lzma2
SolidCompression=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[Files]
Source: "{#Built}\wordrnn\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\wordrnn"; Filename: "{app}\wordrnn-app.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.wordrnn"; ValueType: string; ValueData: "wordrnn.model"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.wordrnn"; ValueType: string; ValueName: "Content Type"; ValueData: "application/vnd.wordrnn.model+zip"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\wordrnn.model"; ValueType: string; ValueData: "wordrnn model"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\wordrnn.model\DefaultIcon"; ValueType: string; ValueData: "{app}\wordrnn-app.exe,0"
Root: HKA; Subkey: "Software\Classes\wordrnn.model\shell\open\command"; ValueType: string; ValueData: """{app}\wordrnn-app.exe"" ""%1"""
