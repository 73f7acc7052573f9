# escape=`
# syntax=docker/dockerfile:1

FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
WORKDIR C:\app
ENV TOOLS="C:\Program Files\tools" `
    TEMP=C:\temp
RUN Invoke-WebRequest -Uri https://example.com/setup.exe -OutFile C:\setup.exe; `
    Start-Process C:\setup.exe -ArgumentList '/quiet', '/norestart' -Wait; `
    # no traces

    Remove-Item -Force C:\setup.exe
COPY src\ C:\app\
COPY ["read me.txt", "C:\\docs\\"]
EXPOSE 443
ENTRYPOINT ["C:\\app\\server.exe"]
