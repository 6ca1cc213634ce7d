"""送达 by officers: letters, papers handed over or left behind, announcements; what each proves and which days run from it. No electronic service."""
