"""What every app uses and no app owns: template tags, form renderer, formats. No tables, imports no app of ours."""
