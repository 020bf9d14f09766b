"""Headings in other languages than Chinese and English: what partner offices abroad write over their columns."""

from collections.abc import Mapping

from talentapp.domain.folding import squeezed
from talentapp.domain.terms import Kind

_EUROPEAN: Mapping[Kind, Mapping[str, str]] = {
    Kind.CANDIDATES: {
        "name": "nometprénom nomprénom nomcomplet vorundnachname nombrecompleto nombreyapellidos nomeecognome",
        "family_name": "nom nomdefamille nachname familienname apellido apellidos cognome sobrenome apelido achternaam",
        "given_name": "prénom prénoms vorname vornamen voornaam",
        "nationality": """
            nationalité nationalität staatsangehörigkeit nacionalidad nacionalidade nazionalità cittadinanza
            nationaliteit
        """,
        "country": """
            pays paysderésidence paysdexercice wohnland arbeitsland país paísderesidencia paese paesediresidenza
            woonland
        """,
        "employer": """
            employeur employeuractuel établissement établissementactuel organisme organismeactuel entreprise
            arbeitgeber derzeitigerarbeitgeber empresa institución instituciónactual empleador ente datoredilavoro
            azienda instituição werkgever
        """,
        "post": """
            fonction fonctionactuelle poste posteactuel funktion stelle cargo cargoactual puesto ruolo qualifica
            functie
        """,
        "highest_degree": """
            diplôme diplômeleplusélevé dernierdiplôme abschluss höchsterabschluss akademischergrad titulación
            títuloacadémico gradoacadémico titolodistudio grauacadémico hoogstediploma
        """,
        "graduated_from": """
            établissementdedélivrance établissementdobtention université écoledobtention hochschule universität
            universidad università universidade universiteit
        """,
        "research_fields": """
            thèmesderecherche thématiquesderecherche domaines domainesderecherche domaineexpertise
            forschungsgebiete forschungsgebiet fachgebiet líneasdeinvestigación áreasdeinvestigación
            ambitidiricerca temidiricerca áreasdeinvestigação onderzoeksgebied
        """,
        "skills": """
            compétences compétencestechniques kenntnisse fachkenntnisse habilidades competencias competenze
            competências vaardigheden
        """,
        "languages": "langues langueparlées sprachen sprachkenntnisse idiomas lingue línguas talen",
        "email": "courriel adresseélectronique mél correo correoelectrónico postaelettronica",
        "phone": "téléphone tél telefon telefonnummer teléfono telefono telefone telefoon",
        "available_from": """
            disponibleàcompterdu disponibleàpartirdu disponibilité datededisponibilité verfügbarab frühesterbeginn
            disponibledesde disponibilidad disponibiledal disponibilità disponíveldesde beschikbaarvanaf
        """,
        "effort": """
            quotité quotitédetravail tempsdetravail umfang stellenumfang stellenanteil dedicación impegno dedicação
            inzet
        """,
        "forms": """
            modalité modalités modalitédecollaboration formedecollaboration artderzusammenarbeit
            formderzusammenarbeit modalidad modalidadedecolaboração modalidaddecolaboración modalità
            formadicollaborazione samenwerkingsvorm
        """,
        "notes": """
            observations remarques commentaires bemerkungen anmerkungen observaciones osservazioni note observações
            opmerkingen
        """,
    },
    Kind.PROJECTS: {
        "title": """
            intitulé intituléduprojet titreduprojet projekttitel projektname títulodelproyecto proyecto
            titolodelprogetto titolo títulodoprojeto
        """,
        "organisation": """
            établissementporteur établissementdaccueil organisme organismedaccueil partenaire partenaireporteur
            einrichtung gasteinrichtung partnereinrichtung institución entidad organizaciónanfitriona ente
            entecapofila instituição
        """,
        "organisation_kind": """
            typedorganisme typedétablissement typedepartenaire artdereinrichtung einrichtungstyp partnertyp
            tipodeentidad tipodiente tipodeinstituição
        """,
        "need": """
            description descriptif résumé objectifs beschreibung kurzbeschreibung descripción objetivos descrizione
            descrição
        """,
        "must_skills": """
            compétencesrequises compétencesrecherchées profilrecherché gesuchtekompetenzen gesuchtesprofil
            erforderlichekenntnisse anforderungen competenciasrequeridas perfilbuscado competenzerichieste
            competênciasrequeridas
        """,
        "places": """
            nombredepostes postes nombredeplaces plätze anzahlplätze stellen anzahlstellen plazas númerodeplazas
            posti vagas
        """,
        "start": "début datededébut beginn startdatum inicio fechadeinicio inizio datadinizio início",
        "end": "fin datedefin ende enddatum fechadefin fine datadifine datafinal",
        "forms": """
            modalité modalités formedecollaboration formdermitarbeit
            artderzusammenarbeit modalidad modalità modalidade
        """,
        "contact": """
            interlocuteur responsable personneàcontacter ansprechpartner ansprechperson kontakt contacto
            responsabile referente
        """,
        "notes": """
            observations remarques commentaires bemerkungen anmerkungen observaciones osservazioni note observações
        """,
    },
    Kind.ORGANISATIONS: {},
}  # fmt: skip
_ASIAN: Mapping[Kind, Mapping[str, str]] = {
    Kind.CANDIDATES: {
        "row_number": "연번 순번 번호",
        "name": "氏名 お名前 名前 성명 이름",
        "name_zh": "漢字氏名 氏名漢字 漢字 한글 한글성명 성명한글 한자성명 성명한자",
        "name_en": """
            ローマ字 ローマ字氏名 氏名ローマ字 英字氏名 氏名英字 アルファベット 영문 영문성명 성명영문 영문이름
        """,
        "nationality": "국적",
        "country": "居住国 在住国 在住地 거주국 거주국가 현거주지 체류국가",
        "employer": "所属 現所属 所属先 所属機関 所属機関名 勤務先 現勤務先 会社名 소속 소속기관 현소속 직장 근무처",
        "post": "役職 職名 肩書 役職名 직위 직책 직급",
        "highest_degree": "最終学歴 学位 取得学位 최종학위 최종학력 학위 학력",
        "graduated_from": "出身大学 出身校 最終学校 学位取得大学 卒業大学 출신학교 출신대학 졸업대학 학위취득대학",
        "research_fields": "専門分野 研究分野 専門 研究テーマ 専門領域 연구분야 전공 전문분야 연구주제",
        "skills": "スキル 保有スキル 保有技術 技術スキル 技能 보유기술 기술 핵심기술 기술역량",
        "languages": "語学 語学力 使用言語 対応言語 言語 구사언어 언어 외국어",
        "email": "メール メールアドレス 電子メール 이메일 전자우편 메일",
        "phone": "電話 電話番号 携帯 携帯番号 携帯電話 전화 전화번호 휴대폰 휴대전화",
        "contact_way": "連絡先 연락처",
        "available_from": """
            着任可能日 着任可能時期 参加可能日 参加可能時期 開始可能日 稼働開始日 来日可能日 합류가능일 참여가능일
            참여가능시기 입국가능일 시작가능일 가능시기
        """,
        "effort": """
            稼働率 稼働 従事率 従事割合 年間稼働 エフォート エフォート率 연간참여가능기간 참여율 참여기간 투입률
            참여시간
        """,
        "forms": "参加形態 参画形態 契約形態 協力形態 関与形態 雇用形態 希望形態 참여형태 참여방식 협력형태 협력방식",
        "notes": "備考 特記事項 비고 특이사항",
    },
    Kind.PROJECTS: {
        "row_number": "연번 순번 번호",
        "title": "プロジェクト名 案件名 課題名 研究課題 テーマ テーマ名 과제명 프로젝트명 사업명 연구과제",
        "organisation": "受入機関 受入企業 機関名 企業名 実施機関 기관명 주관기관 수행기관 기업명",
        "organisation_kind": "機関種別 機関区分 機関種類 기관유형 기관구분",
        "need": "概要 内容 業務内容 プロジェクト概要 과제내용 내용 개요",
        "must_skills": "必要スキル 求めるスキル 必須スキル 応募要件 要件 요구기술 필요기술 필요역량 요구역량",
        "places": "人数 募集人数 受入人数 인원 모집인원 필요인원",
        "start": "開始 開始日 開始時期 시작일 개시일 시작",
        "end": "終了 終了日 終了時期 종료일 종료",
        "period": "期間 実施期間 기간 수행기간 과제기간",
        "forms": "参加形態 契約形態 協力形態 受入形態 참여형태 참여방식 협력형태",
        "contact": "担当者 連絡先 担当 窓口 담당자 연락처 담당자연락처",
        "notes": "備考 特記事項 비고 특이사항",
    },
    Kind.ORGANISATIONS: {},
}  # fmt: skip
TONGUES: Mapping[Kind, tuple[Mapping[str, str], ...]] = {
    kind: (_EUROPEAN[kind], _ASIAN[kind]) for kind in Kind if kind in _ASIAN
}
"""By kind the words of each target, folded and without spaces."""
_DAY_FIRST = frozenset(
    squeezed(word) for words in _EUROPEAN.values() for some in words.values() for word in some.split()
)


def writes_day_first(written: str) -> bool:
    """Whether a heading is in a language that writes the day before the month."""
    return squeezed(written) in _DAY_FIRST
